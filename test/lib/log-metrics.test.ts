import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { FIGURES } from '#lib/log-metrics.ts';
import { FUNCTION_NAMES, functionOf, resourcesOf, synthesize } from './synthesized.ts';

const Filter = z.object({
  LogGroupName: z.string(),
  FilterPattern: z.string(),
  MetricTransformations: z.tuple([
    z.object({
      MetricNamespace: z.string(),
      MetricName: z.string(),
      MetricValue: z.string(),
      Dimensions: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
    }),
  ]),
});

const templates = synthesize();
const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(({ Properties }) => {
  const { LogGroupName, FilterPattern, MetricTransformations } = Filter.parse(Properties);
  return { log: LogGroupName, pattern: FilterPattern, ...MetricTransformations[0] };
});
const named = (name: string) => filters.filter(({ MetricName }) => MetricName === name);
const logs = new Map(
  FUNCTION_NAMES.map((name) => {
    const { LoggingConfig } = z
      .object({ LoggingConfig: z.object({ LogGroup: z.string() }) })
      .parse(functionOf(templates, name).Properties);
    return [name, LoggingConfig.LogGroup];
  }),
);

describe('a metric of log lines', () => {
  test.each(FUNCTION_NAMES.filter((name) => name !== 'name-person'))(
    'counts those of %s by their codes, once',
    (name) => {
      expect(named('lines').filter(({ log }) => log === logs.get(name))).toMatchObject([
        {
          pattern: '{ $.code = "*" }',
          MetricNamespace: 'RemoteWipe',
          MetricValue: '1',
          Dimensions: [{ Key: 'code', Value: '$.code' }],
        },
      ]);
    },
  );

  test('looks into no log that a deployment may be without', () => {
    const groups = resourcesOf(templates, 'AWS::Logs::LogGroup');
    const uncertain = groups.filter(({ Condition }) => Condition !== undefined);

    expect(uncertain.map(({ logicalId }) => logicalId)).toEqual([
      expect.stringContaining('NamePerson'),
    ]);
    expect(filters.filter(({ log }) => log === logs.get('name-person'))).toEqual([]);
  });

  test.each(Object.entries(FIGURES))(
    'takes the figure %s from the line that has it',
    (figure, name) => {
      expect(named(name)).toEqual([
        {
          log: logs.get('measure-wipes'),
          pattern: `{ ($.code = "wipes-measured") && ($.${figure} >= 0) }`,
          MetricNamespace: 'RemoteWipe',
          MetricName: name,
          MetricValue: `$.${figure}`,
        },
      ]);
    },
  );

  test('counts how wipes end, and why they did not erase, where the record is sealed', () => {
    expect([...named('ends'), ...named('end-reasons')]).toMatchObject([
      {
        log: logs.get('seal-record'),
        pattern: '{ $.code = "record-sealed" }',
        Dimensions: [{ Key: 'result', Value: '$.result' }],
      },
      {
        log: logs.get('seal-record'),
        pattern: '{ ($.code = "record-sealed") && ($.reason = "*") }',
        Dimensions: [{ Key: 'reason', Value: '$.reason' }],
      },
    ]);
  });

  test('has codes as dimensions and nothing that there is more of the more wipes there are', () => {
    const fields = filters.flatMap(({ Dimensions = [] }) => Dimensions.map(({ Value }) => Value));

    expect([...new Set(fields)].toSorted()).toEqual(['$.code', '$.reason', '$.result']);
  });
});
