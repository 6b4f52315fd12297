import { describe, expect, test } from '@jest/globals';
import type { FunctionName } from '#functions/contract/environment.ts';
import { type GrantStatement, linesOf, statementsIn } from './grants.ts';
import { FUNCTION_NAMES, functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize({ alarmMail: 'operations@example.com' });
const statements = statementsIn(templates);
const allowing = statements.filter(({ Effect }) => Effect === 'Allow');

/** The functions whose role has this action, on whatever resource fits. */
function functionsThatMay(action: RegExp, resource = /./): FunctionName[] {
  const roles = new Set(
    allowing
      .filter(
        ({ Action, Resource, NotResource }) =>
          Action.some((one) => action.test(one)) &&
          [...Resource, ...NotResource].some((one) => resource.test(one)),
      )
      .flatMap((statement) => statement.roles),
  );
  return FUNCTION_NAMES.filter((name) =>
    roles.has(String(functionOf(templates, name).Properties['Role']).replace('.Arn>', '>')),
  ).toSorted();
}

describe('every policy of the templates', () => {
  test('says what it is known to say', () => {
    // Whoever changes a right changes the snapshot with it, in the open.
    expect(linesOf(statements).join('\n')).toMatchSnapshot();
  });

  test('allows no action with a wildcard', () => {
    const wide = allowing.filter(({ Action }) => Action.some((one) => one.includes('*')));

    expect(linesOf(wide)).toEqual([]);
  });

  test('allows nothing to everybody', () => {
    const everybody = allowing.filter(({ Principal }) =>
      Object.values(Principal ?? {}).some((names) => names.includes('*')),
    );

    expect(linesOf(everybody)).toEqual([]);
  });

  test('names every resource, but where AWS has none to name', () => {
    const NAMELESS: readonly [RegExp, why: string][] = [
      [/^AWS::KMS::Key$/, 'In a key policy it is the key itself'],
      [/^iot:(CreateCertificateFromCsr|DescribeEndpoint)$/, 'They come before any resource'],
      [/^logs:\w+(Delivery|Deliveries|LogGroups|ResourcePolicy|ResourcePolicies)$/, 'Log delivery'],
    ];
    const isNameless = (name: string) => NAMELESS.some(([pattern]) => pattern.test(name));

    const wide = allowing
      .filter(({ Resource }) => Resource.includes('*'))
      .filter(({ type, Action }) => !isNameless(type) && !Action.every(isNameless));

    expect(linesOf(wide)).toEqual([]);
  });

  test('sends SMS only to what is no topic, application or endpoint of SNS', () => {
    const excepting = allowing.filter(({ NotResource }) => NotResource.length > 0);

    expect(excepting.map(({ Action, NotResource }) => [Action.join(), NotResource.join()])).toEqual(
      Array.from({ length: 4 }, () => ['sns:Publish', 'arn:aws:sns:*:*:*']),
    );
  });
});

describe('only', () => {
  test('the issuing function signs commands, and only while its key policy names it', () => {
    expect(functionsThatMay(/^kms:Sign$/, /CommandKey/)).toEqual(['issue-command']);
    expect(signersNamedBy('FirstCommandKey')).toEqual(['<CommandSigner.Arn>']);
    expect(signersNamedBy('SecondCommandKey')).toEqual([]);
  });

  test('sealing signs records, and writes them', () => {
    expect(functionsThatMay(/^kms:Sign$/, /RecordKey/)).toEqual(['seal-record']);
    expect(signersNamedBy('RecordKey')).toEqual(['<RecordSigner.Arn>']);
    expect(functionsThatMay(/^s3:(?!GetObject$)/)).toEqual(['seal-record']);
  });

  test('dispatch, issuing and reconciling publish to handsets, each on its own topic', () => {
    const notices = ['dispatch', 'reconcile'];

    expect(functionsThatMay(/^iot:Publish$/)).toEqual(['dispatch', 'issue-command', 'reconcile']);
    expect(functionsThatMay(/^iot:Publish$/, /\/command$/)).toEqual(['issue-command']);
    expect(functionsThatMay(/^iot:Publish$/, /\/notice$/)).toEqual(notices);
    expect(functionsThatMay(/^iot:RetainPublish$/)).toEqual([]);
  });

  test('a request makes a wipe, and nobody deletes one, nor anything else of a table', () => {
    expect(functionsThatMay(/^dynamodb:PutItem$/, /Wipes/)).toEqual([
      'request-shop-wipe',
      'request-wipe',
    ]);
    expect(functionsThatMay(/^dynamodb:(?!(GetItem|Query|PutItem|UpdateItem)$)/)).toEqual([]);
  });

  test('whoever wakes handsets or writes to people sends SMS', () => {
    expect(functionsThatMay(/^sns:Publish$/, /^arn:aws:sns:\*/)).toEqual([
      'reconcile',
      'send-enrolment-code',
      'send-message',
      'send-step-up-code',
    ]);
  });
});

const signersNamedBy = (key: string) =>
  allowing
    .filter(({ at, Action }) => at === key && Action.includes('kms:Sign'))
    .flatMap(({ Principal }) => Object.values(Principal ?? {}).flat());

test('no role has a policy that AWS manages, and none is trusted to anybody but a service', () => {
  const roles = resourcesOf(templates, 'AWS::IAM::Role');

  expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties)).toEqual([]);
  for (const { Properties } of roles)
    expect(Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        { Action: 'sts:AssumeRole', Principal: { Service: expect.stringMatching(/amazonaws/) } },
      ],
    });
});

test('the workflow invokes the functions of its tasks, and nothing else', () => {
  const tasks = resourcesOf(templates, 'AWS::StepFunctions::StateMachine')
    .map(({ Properties }) => JSON.stringify(Properties['DefinitionString']))
    .flatMap((definition) => definition.match(/<\w+Function\.Arn>/g) ?? []);

  const invoked = allowing
    .filter(
      ({ at, Action }) => at.startsWith('Workflow') && Action.includes('lambda:InvokeFunction'),
    )
    .flatMap(({ Resource }) => Resource);

  expect(invoked.toSorted()).toEqual([...new Set(tasks)].toSorted());
  expect(invoked.length).toBeGreaterThan(4);
});

describe('a sealed record', () => {
  test('is overwritten, unlocked or deleted by nobody whom a template names', () => {
    expect(functionsThatMay(/^s3:(Delete|Bypass|PutObjectRetention|PutObjectLegalHold)/)).toEqual(
      [],
    );
    expect(linesOf(statements.filter(({ Effect }) => Effect === 'Deny'))).toEqual(
      expect.arrayContaining([
        'RecordStoreBucketPolicy denies AWS:* s3:PutObject RecordsBucket/* if Null s3:if-none-match=true',
        'RecordStoreBucketPolicy denies AWS:* s3:BypassGovernanceRetention RecordsBucket/*',
      ]),
    );
  });
});

describe('the snapshot would differ', () => {
  const whole = linesOf(statements).join('\n');
  const instead = (index: number, changed: readonly GrantStatement[]) =>
    linesOf(statements.toSpliced(index, 1, ...changed)).join('\n');
  const without = (list: readonly string[], one: string) => list.filter((each) => each !== one);

  /** Each way in which `change` changes one statement. */
  const unseen = (
    change: (statement: GrantStatement) => readonly (readonly GrantStatement[])[],
  ) => {
    let tried = 0;
    const missed = statements.flatMap((statement, index) =>
      change(statement).filter((changed) => {
        tried += 1;
        return instead(index, changed) === whole;
      }),
    );
    return { tried, missed: missed.map((changed) => linesOf(changed)) };
  };

  test('for every grant that is taken away', () => {
    const { tried, missed } = unseen((statement) => {
      const { Action, Resource } = statement;
      const lessResource = Resource.length > 1 ? Resource : [];
      return [
        [],
        ...Action.map((one) => [{ ...statement, Action: without(Action, one) }]),
        ...lessResource.map((one) => [{ ...statement, Resource: without(Resource, one) }]),
      ];
    });

    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(400);
  });

  test('for every action or resource that is widened to `*`', () => {
    const { tried, missed } = unseen((statement) => {
      const { Action, Resource, at } = statement;
      const others = Resource.filter((one) => one !== '*');
      return [
        ...Action.filter((one) => !one.endsWith('*')).flatMap((one) => [
          [{ ...statement, Action: [...without(Action, one), '*'] }],
          [{ ...statement, Action: [...without(Action, one), `${one.split(':')[0]}:*`] }],
        ]),
        ...others.map((one) => [{ ...statement, Resource: [...without(Resource, one), '*'] }]),
        ...statement.NotResource.map((one) => [
          { ...statement, NotResource: without(statement.NotResource, one) },
        ]),
        [{ ...statement, at, Principal: { AWS: ['everybody'] } }],
      ];
    });

    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(600);
  });

  test('for every condition that is dropped, and every denial', () => {
    const { tried, missed } = unseen((statement) => [
      ...Object.keys(statement.Condition).map((operator) => {
        const { [operator]: _, ...Condition } = statement.Condition;
        return [{ ...statement, Condition }];
      }),
      ...(statement.Effect === 'Deny' ? [[]] : []),
    ]);

    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(50);
  });
});
