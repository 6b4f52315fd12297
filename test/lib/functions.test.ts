import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { ENVIRONMENTS, readEnvironment } from '#functions/contract/environment.ts';
import { FUNCTION_NAMES, functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const Environment = z
  .object({ Variables: z.record(z.string(), z.string()) })
  // The template has none where there is nothing to tell.
  .default({ Variables: {} });
const variablesOf = (name: (typeof FUNCTION_NAMES)[number]) => {
  const { Variables } = Environment.parse(functionOf(templates, name).Properties['Environment']);
  // What a condition chooses, as a deployment without parameters has it.
  const chosen = Object.entries(Variables).map(([variable, value]) => [
    variable,
    value.replace(/^if \w+: (.+) else: .+$/, '$1'),
  ]);
  return z.record(z.string(), z.string()).parse(Object.fromEntries(chosen));
};

describe.each(FUNCTION_NAMES)('%s', (name) => {
  test('is told what its contract asks for, and nothing else', () => {
    const variables = variablesOf(name);

    expect(() => readEnvironment(name, variables)).not.toThrow();
    expect(Object.keys(variables).toSorted()).toEqual(Object.keys(ENVIRONMENTS[name]).toSorted());
  });

  test('runs on Node 24 on Arm, with a log of its own that ends', () => {
    const { Properties } = functionOf(templates, name);
    const log = resourcesOf(templates, 'AWS::Logs::LogGroup').find(({ logicalId }) =>
      JSON.stringify(Properties['LoggingConfig']).includes(`<${logicalId.slice(0, -8)}>`),
    );

    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    });
    expect(log?.Properties['RetentionInDays']).toBe(90);
  });
});

describe('templates', () => {
  test('hold nothing that looks like a phone number', () => {
    const text = JSON.stringify(
      [templates.records, templates.service, templates.edge, templates.console].map((template) =>
        template.toJSON(),
      ),
    );

    expect(
      text.match(/\+81[0-9]{9,10}|(?<![0-9A-Za-z])0[1-9]0?[0-9]{8}(?![0-9A-Za-z])/g),
    ).toBeNull();
  });

  test('answer people only through an encrypted topic that wants TLS', () => {
    const [topic] = resourcesOf(templates, 'AWS::SNS::Topic');
    const [policy] = resourcesOf(templates, 'AWS::SNS::TopicPolicy');

    expect(topic?.Properties['KmsMasterKeyId']).toBe('<TellingKey.Arn>');
    expect(JSON.stringify(policy?.Properties)).toContain('aws:SecureTransport');
  });

  test('look for open wipes every minute', () => {
    const schedules = resourcesOf(templates, 'AWS::Scheduler::Schedule');

    expect(schedules.map(({ Properties }) => Properties)).toContainEqual(
      expect.objectContaining({
        ScheduleExpression: 'rate(1 minute)',
        State: 'ENABLED',
        Target: expect.objectContaining({
          Arn: '<ReconciliationReconcileFunction.Arn>',
          DeadLetterConfig: { Arn: '<ReconciliationDeadLettersQueue.Arn>' },
        }),
      }),
    );
  });

  test('are protected from being deleted as stacks', () => {
    expect(templates.protectedStacks).toEqual([true, true, true, true]);
  });
});
