import { describe, expect, test } from '@jest/globals';
import { WATCHED_FUNCTIONS } from '#lib/function-alarms.ts';
import { alarmsIn, edgeAlarmsIn } from './alarms-in.ts';
import { edgeResources, functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const alarms = alarmsIn(templates);
const named = (name: string) => alarms.filter((alarm) => alarm.name === name);
const refTo = (name: Parameters<typeof functionOf>[1]) =>
  `<${functionOf(templates, name).logicalId.replace(/[0-9A-F]{8}$/, '')}>`;
const summary = (name: string) =>
  named(name).map(({ threshold, metrics }) => [
    threshold,
    metrics.map((metric) => metric.name),
    [...new Set(metrics.map(({ namespace }) => namespace))].join(),
  ]);

describe('an alarm', () => {
  test.each(alarms.map((alarm) => [alarm.logicalId, alarm] as const))(
    '%s rings at the first value that is too high, within the hour',
    (_, { evaluated, metrics }) => {
      expect(evaluated).toEqual(['GreaterThanOrEqualToThreshold', 1]);
      expect(Math.max(...metrics.map(({ period }) => period))).toBeLessThanOrEqual(3600);
      expect(metrics.length).toBeGreaterThan(0);
      expect(metrics.length).toBeLessThanOrEqual(10);
    },
  );

  test.each(
    alarms.flatMap(({ expression, ...alarm }) => (expression ? [{ expression, ...alarm }] : [])),
  )(
    '$logicalId counts what its metrics say, and nothing where they are silent',
    ({ expression, metrics }) => {
      expect(expression).toBe(metrics.map(({ id }) => `FILL(${id}, 0)`).join(' + '));
    },
  );

  test('shares its name with no other, but for those of tables', () => {
    const names = alarms.map(({ name }) => name);
    const common = names.filter((name, index) => names.indexOf(name) !== index);

    expect([...new Set(common)]).toEqual(['table-throttled']);
  });
});

describe('of AWS services', () => {
  test('functions that nobody waits for ring by their errors, as a sum', () => {
    expect(summary('function-errors')).toEqual([
      [5, WATCHED_FUNCTIONS.map(() => 'Errors'), 'AWS/Lambda'],
    ]);
    expect(
      named('function-errors')
        .flatMap(({ metrics }) => metrics.map(({ dimensions }) => dimensions['FunctionName']))
        .toSorted(),
    ).toEqual(WATCHED_FUNCTIONS.map(refTo).toSorted());
  });

  test('all functions of the account ring where they are throttled', () => {
    expect(named('functions-throttled')).toMatchObject([
      { metrics: [{ namespace: 'AWS/Lambda', name: 'Throttles', dimensions: {} }] },
    ]);
  });

  test('sealing rings by its own errors', () => {
    expect(named('sealing-failed')).toMatchObject([
      {
        threshold: 3,
        metrics: [{ name: 'Errors', dimensions: { FunctionName: refTo('seal-record') } }],
      },
    ]);
  });

  test('the workflow rings by every way in which a run ends without success, and by throttling', () => {
    expect(summary('workflow-failed')).toEqual([
      [1, ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'], 'AWS/States'],
    ]);
    expect(summary('workflow-throttled')).toEqual([[5, ['ExecutionThrottled'], 'AWS/States']]);
  });

  test('each table rings by the requests that it throttled, of whatever operation', () => {
    const tables = resourcesOf(templates, 'AWS::DynamoDB::GlobalTable').map(
      ({ logicalId }) => `<${logicalId}>`,
    );
    const rung = named('table-throttled').map(({ metrics }) =>
      metrics.map(({ name, dimensions }) => [name, ...Object.values(dimensions).toSorted()]),
    );

    const operations = ['GetItem', 'PutItem', 'UpdateItem', 'Query'];
    expect(rung.toSorted()).toEqual(
      tables
        .map((table) =>
          operations.map((operation) => ['ThrottledRequests', ...[operation, table].toSorted()]),
        )
        .toSorted(),
    );
  });

  test('the rules ring by messages of handsets that they drop', () => {
    const rules = resourcesOf(templates, 'AWS::IoT::TopicRule');

    const [alarm] = named('handset-messages-throttled');
    expect(alarm).toMatchObject({ threshold: 1 });
    expect(new Set(alarm?.metrics.map(({ dimensions }) => dimensions['RuleName'])).size).toBe(
      rules.length,
    );
  });

  test('the API rings by its errors, and by calls that it does not let through', () => {
    expect(summary('api-errors')).toEqual([[5, ['5xx'], 'AWS/ApiGateway']]);
    expect(summary('api-throttled')).toEqual([[20, ['calls-throttled'], 'RemoteWipe']]);
    expect(
      resourcesOf(templates, 'AWS::Logs::MetricFilter')
        .map(({ Properties }) => Properties)
        .filter((properties) => JSON.stringify(properties).includes('calls-throttled')),
    ).toMatchObject([{ FilterPattern: '{ ($.status = "429") && ($.functionStatus != "429") }' }]);
  });

  test('every queue rings by its letters, and letters that no queue took ring too', () => {
    const queues = resourcesOf(templates, 'AWS::SQS::Queue');
    const rung = alarms.filter(({ metrics: [metric] }) => metric?.namespace === 'AWS/SQS');
    expect(rung.map(({ metrics: [metric] }) => metric?.dimensions['QueueName'])).toEqual(
      queues.map(({ logicalId }) => expect.stringContaining(logicalId.replace(/[0-9A-F]{8}$/, ''))),
    );

    const keeping = resourcesOf(templates, 'AWS::Lambda::EventInvokeConfig');
    const [lost] = named('dead-letters-lost');
    expect(lost?.metrics.map(({ name }) => name).toSorted()).toEqual(
      [
        ...keeping.map(() => 'DestinationDeliveryFailures'),
        'NumberOfNotificationsFailedToRedriveToDlq',
        'InvocationsFailedToBeSentToDeadLetterCount',
      ].toSorted(),
    );
  });

  test('mail rings by what comes back, where it goes by SES', () => {
    expect(named('mail-bounces')).toMatchObject([
      {
        threshold: 0.05,
        metrics: [
          { namespace: 'AWS/SES', name: 'Reputation.BounceRate', dimensions: {}, period: 3600 },
        ],
      },
    ]);
    const gateway = synthesize({
      messageGateway: 'arn:aws:sns:ap-northeast-1:000000000000:gateway',
    });
    expect(alarmsIn(gateway).filter(({ name }) => name === 'mail-bounces')).toEqual([]);
  });

  test('SMS ring once they have cost most of what they may in a month', () => {
    const spend = (context?: Parameters<typeof synthesize>[0]) =>
      alarmsIn(synthesize(context)).filter(({ name }) => name === 'sms-spend');

    expect(spend({ smsMonthlySpendUsd: '5000' })).toMatchObject([
      {
        threshold: 4000,
        metrics: [{ namespace: 'AWS/SNS', name: 'SMSMonthToDateSpentUSD', statistic: 'Maximum' }],
      },
    ]);
    expect(spend()).toMatchObject([{ threshold: 0.8 }]);
  });
});

describe('the mail of alarms', () => {
  const mailing = synthesize({ alarmMail: 'operations@example.com' });

  test.each([
    ['the service', resourcesOf, 'ap-northeast-1'],
    ['the edge', edgeResources, 'us-east-1'],
  ] as const)('of %s may be sent by its alarms', (_, resources, region) => {
    const alarms = resources(mailing, 'AWS::CloudWatch::Alarm');
    const [topic] = resources(mailing, 'AWS::SNS::TopicPolicy').filter(({ logicalId }) =>
      logicalId.startsWith('Alarms'),
    );

    expect(alarms.length).toBeGreaterThan(2);
    for (const { Properties } of alarms)
      expect(Properties['AlarmActions']).toEqual(['<AlarmsTopic>']);
    expect(topic?.Properties).toMatchObject({
      Topics: ['<AlarmsTopic>'],
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: '<AlarmsTopic>',
            Condition: {
              ArnLike: {
                'aws:SourceArn': `arn:aws:cloudwatch:${region}:<AWS::AccountId>:alarm:*`,
              },
            },
          }),
        ]),
      },
    });
  });
});

describe('of an edge', () => {
  const edge = edgeAlarmsIn(templates);
  const [distribution] = edgeResources(templates, 'AWS::CloudFront::Distribution');

  test('the distribution rings by how many answers were errors, of which CloudFront tells the share', () => {
    const dimensions = {
      DistributionId: `<${distribution?.logicalId.replace(/[0-9A-F]{8}$/, '')}>`,
      Region: 'Global',
    };

    expect(edge.filter(({ name }) => name === 'edge-errors')).toMatchObject([
      {
        threshold: 5,
        expression: 'FILL(share, 0) * FILL(requests, 0) / 100',
        metrics: [
          {
            ...{ id: 'share', namespace: 'AWS/CloudFront', name: '5xxErrorRate', dimensions },
            statistic: 'Average',
          },
          {
            ...{ id: 'requests', namespace: 'AWS/CloudFront', name: 'Requests', dimensions },
            statistic: 'Sum',
          },
        ],
      },
    ]);
  });

  test.each([
    ['edge-blocked', 1000, 'ALL'],
    ['codes-blocked', 1, 'CodesPerAddress'],
  ])(
    '%s rings at %i calls that the firewall blocks, by the names of its metrics',
    (name, from, rule) => {
      expect(edge.filter((alarm) => alarm.name === name)).toMatchObject([
        {
          threshold: from,
          metrics: [
            {
              namespace: 'AWS/WAFV2',
              name: 'BlockedRequests',
              dimensions: { WebACL: 'RemoteWipe-Edge', Rule: rule },
              statistic: 'Sum',
            },
          ],
        },
      ]);
    },
  );

  test('the metrics of one firewall are no other’s', () => {
    const names = [templates.edge, templates.console].flatMap((template) =>
      Object.values(template.findResources('AWS::WAFv2::WebACL')).map(
        ({ Properties }) => Properties['VisibilityConfig']['MetricName'],
      ),
    );

    expect(names).toEqual(['RemoteWipe-Edge', 'RemoteWipe-Console']);
    expect(edgeResources(templates, 'AWS::WAFv2::WebACL')[0]?.Properties).toMatchObject({
      Rules: expect.arrayContaining([
        expect.objectContaining({
          Name: 'CodesPerAddress',
          VisibilityConfig: expect.objectContaining({ MetricName: 'CodesPerAddress' }),
        }),
      ]),
    });
  });
});
