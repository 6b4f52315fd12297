import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import { LOG_CATALOGUE } from '#functions/contract/log-catalogue.ts';
import { alarmsIn } from './alarms-in.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const Widget = z.looseObject({
  type: z.enum(['text', 'metric', 'alarm']),
  x: z.number().default(0),
  y: z.number().default(0),
  width: z.number(),
  height: z.number(),
  properties: z.looseObject({
    markdown: z.string().optional(),
    title: z.string().optional(),
    alarms: z.array(z.string()).default([]),
    metrics: z.array(z.array(z.unknown())).default([]),
  }),
});

const templates = synthesize();
const [dashboard, ...others] = resourcesOf(templates, 'AWS::CloudWatch::Dashboard');
const { widgets } = z
  .object({ widgets: z.array(Widget) })
  .parse(JSON.parse(z.string().parse(dashboard?.Properties['DashboardBody'])));

/** `[namespace, name, key, value, …, options]`; of an expression, its options alone. */
const shown = widgets.flatMap(({ properties: { title, metrics } }) =>
  metrics.flatMap(([namespace, name, ...rest]) => {
    if (typeof namespace !== 'string') return [];
    const pairs = rest.filter((part) => typeof part === 'string');
    const dimensions = Object.fromEntries(
      pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1] ?? '']] : [])),
    );
    return [{ title, namespace, name: String(name), dimensions }];
  }),
);
const ofService = shown.filter(({ namespace }) => namespace === 'RemoteWipe');
const valuesOf = (name: string, key: string) =>
  ofService.filter((metric) => metric.name === name).map(({ dimensions }) => dimensions[key]);

/** What AWS services say by these names, by the dimensions that they say it by. */
const OF_AWS: Readonly<Record<string, readonly [names: RegExp, dimensions: string]>> = {
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  'AWS/Lambda': [/^(Errors|Duration|Throttles|ConcurrentExecutions)$/, 'FunctionName'],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  'AWS/ApiGateway': [/^(Count|4xx|5xx|Latency)$/, 'ApiId'],
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  'AWS/States': [
    /^(ExecutionThrottled|Executions(Started|Succeeded|Failed|TimedOut|Aborted))$/,
    'StateMachineArn',
  ],
  // https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html
  'AWS/IoT': [/^(TopicMatch|RuleMessageThrottled|RuleEvaluationThrottled)$/, 'RuleName'],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': [/^ApproximateNumberOfMessagesVisible$/, 'QueueName'],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  'AWS/DynamoDB': [
    /^(ThrottledRequests|Consumed(Read|Write)CapacityUnits)$/,
    'TableName,Operation',
  ],
  // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  'AWS/SNS': [/^SMSMonthToDateSpentUSD$/, ''],
  // https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
  'AWS/SES': [/^(Send|Delivery|Bounce|Complaint|Reputation\.BounceRate)$/, ''],
};

describe('the dashboard', () => {
  test('is one, under a name that CloudFormation makes', () => {
    expect(others).toEqual([]);
    expect(dashboard?.Properties).not.toHaveProperty('DashboardName');
  });

  test('has every alarm', () => {
    const onIt = widgets.flatMap(({ properties }) => properties.alarms);

    const arns = alarmsIn(templates).map(
      ({ logicalId }) => `<${logicalId.replace(/[0-9A-F]{8}$/, '')}.Arn>`,
    );
    expect(onIt.toSorted()).toEqual(arns.toSorted());
  });

  test('has every code of the log, every end of a wipe and every reason for it', () => {
    expect([...new Set(valuesOf('lines', 'code'))].toSorted()).toEqual(
      Object.keys(LOG_CATALOGUE).toSorted(),
    );
    expect(valuesOf('ends', 'result')).toEqual(STATE_NAMES.filter(hasEnded));
    expect(valuesOf('end-reasons', 'reason')).toEqual(Object.keys(END_REASONS));
  });

  test('shows of the service’s own metrics such as a filter makes, by the dimensions that it gives', () => {
    const made = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(({ Properties }) => {
      const [{ MetricName, Dimensions }] = z
        .tuple([
          z.object({
            MetricName: z.string(),
            Dimensions: z.array(z.object({ Key: z.string() })).default([]),
          }),
        ])
        .parse(Properties['MetricTransformations']);
      return `${MetricName} ${Dimensions.map(({ Key }) => Key).join()}`;
    });

    const wanted = ofService.map(
      ({ name, dimensions }) => `${name} ${Object.keys(dimensions).join()}`,
    );
    expect([...new Set(wanted)].toSorted()).toEqual([...new Set(made)].toSorted());
  });

  test('shows of others such as AWS has', () => {
    const strange = shown
      .filter(({ namespace }) => namespace !== 'RemoteWipe')
      .filter(({ namespace, name, dimensions }) => {
        const [names, keys] = OF_AWS[namespace] ?? [/$^/, ''];
        const known = ['', ...keys.split(',')];
        return !names.test(name) || !Object.keys(dimensions).every((key) => known.includes(key));
      });

    expect(strange).toEqual([]);
    expect([...new Set(shown.map(({ namespace }) => namespace))].toSorted()).toEqual(
      [...Object.keys(OF_AWS), 'RemoteWipe'].toSorted(),
    );
  });

  test('shows nothing of a thing that is not in the templates, or that a deployment may be without', () => {
    const certain = [templates.records, templates.service].flatMap((template) =>
      Object.entries(z.record(z.string(), z.unknown()).parse(template.toJSON()['Resources']))
        .map(([logicalId, resource]) => ({
          logicalId,
          ...z.looseObject({ Condition: z.string().optional() }).parse(resource),
        }))
        .filter(({ Condition }) => Condition === undefined)
        .map(({ logicalId }) => logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '')),
    );

    const named = shown.flatMap(({ dimensions }) =>
      Object.values(dimensions).flatMap((value) => /^<([^.>]+)/.exec(value)?.[1] ?? []),
    );
    expect(named.filter((logicalId) => !certain.includes(logicalId))).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(50);
  });

  test('has each function, table and queue that every deployment has', () => {
    const count = (type: string) =>
      resourcesOf(templates, type).filter(({ Condition }) => Condition === undefined).length;
    const distinct = (key: string) =>
      new Set(shown.flatMap(({ dimensions }) => dimensions[key] ?? [])).size;

    expect([distinct('FunctionName'), distinct('TableName'), distinct('QueueName')]).toEqual([
      count('AWS::Lambda::Function'),
      count('AWS::DynamoDB::GlobalTable'),
      count('AWS::SQS::Queue'),
    ]);
  });

  test('is laid out in rows that fill it, each under a heading', () => {
    const rows = Map.groupBy(widgets, ({ y }) => y);

    for (const row of rows.values()) {
      expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(24);
      expect(row.every(({ width }) => Number.isInteger(width))).toBe(true);
    }
    const headings = widgets.flatMap(({ properties: { markdown } }) =>
      markdown === undefined ? [] : [markdown.split('\n')[0]],
    );
    expect(headings).toEqual([
      '# Remote wipe',
      '## Wipes',
      '## Handsets',
      '## People',
      '## Messages',
      '## Calls',
      '## Functions',
      '## Workflow',
      '## Queues and tables',
    ]);
  });
});
