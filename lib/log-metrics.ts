/** Metrics of what functions say in their logs: lines by their codes, how wipes end, and the figures that are measured. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter, type MetricFilterOptions } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '#functions/contract/environment.ts';
import type { LogCode } from '#functions/contract/log-catalogue.ts';
import { ServiceFunction } from './service-function.ts';

/** Of all metrics that are the service's own. */
export const NAMESPACE = 'RemoteWipe';

/** What `measure-wipes` counts, and the names of the metrics made of it. */
export const FIGURES = {
  open: 'wipes-open',
  stuck: 'wipes-stuck',
  heldLong: 'wipes-held-long',
} as const;
export type Figure = keyof typeof FIGURES;

const LINES = 'lines';
const ENDS = 'ends';
const END_REASONS = 'end-reasons';

/**
 * Every value of a dimension is a metric that is paid for, so only codes are dimensions, never ids:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export class LogMetrics extends Construct {
  constructor(scope: Construct, id: string, { within }: { within: Construct }) {
    super(scope, id);
    const functions = ServiceFunction.all(within);
    for (const { name, logGroup } of functions)
      new MetricFilter(this, name, {
        logGroup,
        filterPattern: FilterPattern.exists('$.code'),
        metricNamespace: NAMESPACE,
        metricName: LINES,
        dimensions: { code: '$.code' },
      });
    const count = (by: FunctionName, options: Omit<MetricFilterOptions, 'metricNamespace'>) => {
      const writer = functions.find(({ name }) => name === by);
      if (writer === undefined) throw new Error(`no function ${by} to count by`);
      const { logGroup } = writer;
      new MetricFilter(this, options.metricName, {
        logGroup,
        metricNamespace: NAMESPACE,
        ...options,
      });
    };
    for (const [figure, metricName] of Object.entries(FIGURES))
      count('measure-wipes', {
        filterPattern: FilterPattern.all(
          lineOf('wipes-measured'),
          // A field that a metric takes its value from has to be in the pattern.
          FilterPattern.numberValue(`$.${figure}`, '>=', 0),
        ),
        metricName,
        metricValue: `$.${figure}`,
      });
    count('seal-record', {
      filterPattern: lineOf('record-sealed'),
      metricName: ENDS,
      dimensions: { result: '$.result' },
    });
    count('seal-record', {
      filterPattern: FilterPattern.all(lineOf('record-sealed'), FilterPattern.exists('$.reason')),
      metricName: END_REASONS,
      dimensions: { reason: '$.reason' },
    });
  }

  /** How many lines have this code. */
  lines(code: LogCode): Metric {
    return counted(LINES, { code });
  }

  /** How many records were sealed with this result; late proof seals another one. */
  ends(result: string): Metric {
    return counted(ENDS, { result });
  }

  /** How many records were sealed that give this reason for not erasing, by the codes of `END_REASONS`. */
  endReasons(reason: string): Metric {
    return counted(END_REASONS, { reason });
  }

  /** What was measured last. */
  figure(figure: Figure): Metric {
    const metricName = FIGURES[figure];
    return new Metric({ namespace: NAMESPACE, metricName, statistic: Stats.MAXIMUM });
  }
}

const lineOf = (code: LogCode) => FilterPattern.stringValue('$.code', '=', code);

const counted = (metricName: string, dimensionsMap: Record<string, string>) =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: Stats.SUM });
