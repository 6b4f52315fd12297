/**
 * What policies allow to others than roles of ours: each is used by a test, or says why none can use it. What roles may
 * do is asked of the local cloud itself, in `test/journeys/tour.test.ts`.
 */
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { KEPT, linesOf, statementsIn } from './grants.ts';
import { synthesize } from './synthesized.ts';

const templates = synthesize({ alarmMail: 'operations@example.com' });
const grants = linesOf(
  statementsIn(templates).filter(({ roles, Effect }) => roles.length === 0 && Effect === 'Allow'),
);

/** By what a line of a grant says: a test that needs it, or the reason why none here does. */
const USED: readonly (readonly [grant: RegExp, by: string])[] = [
  [
    /^\w+ allows Service:(lambda|states)\.amazonaws\.com sts:AssumeRole /,
    'test/journeys/tour.test.ts',
  ],
  [
    /^(ReconciliationEveryMinute|OperationsViewEveryFiveMinutes)Role allows Service:scheduler\./,
    'test/local/scheduler/scheduler.test.ts',
  ],
  [/^HandsetMessagingKeeper allows Service:iot\./, 'test/local/iot/rules.test.ts'],
  [/^HandsetMessaging\w+Hear(Claims|Reports) allows Service:iot\./, 'test/journeys/wipe.test.ts'],
  [
    /^HandsetPolicy allows iot:(Connect|Publish|Receive|Subscribe) /,
    'test/journeys/garbage-mqtt.test.ts',
  ],
  [/^PublicApiHttpApi\w+ allows Service:apigateway\./, 'test/journeys/permissions.test.ts'],
  [
    /^(First|Second)?(Command|Record)Key allows AWS:(Command|Record)Signer kms:Sign /,
    'test/journeys/grants.test.ts',
  ],
  [/^ContestKey allows AWS:Messenger kms:GenerateMac /, 'test/journeys/grants.test.ts'],
  [/^EdgePagesBucketPolicy allows Service:cloudfront\./, 'test/journeys/pages.test.ts'],
  [/^TellingSendMessage\w+ allows Service:sns\./, 'test/journeys/wipe.test.ts'],
];
const UNUSED: readonly (readonly [grant: RegExp, why: string])[] = [
  [
    /^RecordStoreAccessLogsPolicy allows Service:logging\.s3\./,
    'The local cloud writes no access logs',
  ],
  [
    /^\w+Key allows AWS:iam::<AWS::AccountId>:root kms:/,
    'Whoever administers the account looks after its keys',
  ],
  [/^Alarms(Key|TopicPolicy) allows Service:cloudwatch\./, 'No alarm rings in the local cloud'],
  [/^SignIn\w+ allows Service:cognito-idp\./, 'No user pool is made where an issuer is given'],
  [
    /^TellingDeadLettersQueuePolicy allows Service:sns\./,
    'Only where the topic cannot reach its function',
  ],
];

const fitting = (line: string) => [...USED, ...UNUSED].filter(([grant]) => grant.test(line));

describe('what others may', () => {
  test('is each accounted for, once', () => {
    const unclear = grants.filter((line) => fitting(line).length !== 1);

    expect(unclear).toEqual([]);
    expect(grants.length).toBeGreaterThan(100);
  });

  test.each([...USED, ...UNUSED])('%s: still stands in a policy', (grant) => {
    expect(grants.filter((line) => grant.test(line))).not.toEqual([]);
  });

  test.each(USED)('%s: its test is there', (_, by) => {
    expect(existsSync(by)).toBe(true);
  });
});

test('no other type of resource has a policy in it', () => {
  const hasStatement = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    (('Statement' in value && Array.isArray(value.Statement)) ||
      Object.values(value).some(hasStatement));

  const types = [templates.records, templates.service, templates.edge, templates.console]
    .flatMap((template) => Object.values(Template.parse(template.toJSON()).Resources))
    .filter(({ Properties }) => hasStatement(Properties))
    .map(({ Type }) => Type);

  expect([...new Set(types)].filter((type) => !Object.hasOwn(KEPT, type))).toEqual([]);
  expect(new Set(types).size).toBeGreaterThan(5);
});

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown() })),
});
