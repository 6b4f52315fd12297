import { describe, expect, test } from '@jest/globals';
import { LOG_CATALOGUE } from '#functions/contract/log-catalogue.ts';
import { WATCHED_LINES } from '#lib/log-alarms.ts';
import { functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter');
const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm');

describe('an alarm on log lines', () => {
  test.each(WATCHED_LINES.map((line) => [line.name, line] as const))(
    '%s counts lines that there are, in the logs of those who write them',
    (name, { code, by, field }) => {
      expect(Object.keys(LOG_CATALOGUE)).toContain(code);
      const own = filters.filter(({ Properties }) =>
        JSON.stringify(Properties['MetricTransformations']).includes(`"${name}"`),
      );

      expect(own).toHaveLength(by.length);
      for (const writer of by) {
        const log = JSON.stringify(functionOf(templates, writer).Properties['LoggingConfig']);
        const filter = own.find(({ Properties }) =>
          log.includes(String(Properties['LogGroupName'])),
        );
        expect(filter?.Properties).toMatchObject({
          FilterPattern: `{ $.code = "${code}" }`,
          MetricTransformations: [
            { MetricNamespace: 'RemoteWipe', MetricValue: field ? `$.${field}` : '1' },
          ],
        });
      }
    },
  );

  test.each(WATCHED_LINES.map((line) => [line.name, line] as const))(
    '%s rings by that metric',
    (name, { field, from = 1, silence = false }) => {
      const [alarm, ...others] = alarms.filter(
        ({ Properties }) => Properties['MetricName'] === name,
      );

      expect(others).toEqual([]);
      expect(alarm?.Properties).toMatchObject({
        Namespace: 'RemoteWipe',
        Statistic: field ? 'Maximum' : 'Sum',
        Threshold: from,
        TreatMissingData: silence ? 'breaching' : 'notBreaching',
      });
    },
  );
});
