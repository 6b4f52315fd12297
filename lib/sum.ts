/** The sum of several metrics of AWS, as one figure for an alarm. */
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html */
const MOST_IN_ALARM = 10;

/**
 * Where one of them says nothing it counts as zero: else a metric that is sent only with its first event would hide the
 * others, and an alarm on DynamoDB, which ignores missing data, would never end.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @throws Error for more metrics than an alarm takes.
 */
export function sumOf(label: string, metrics: readonly IMetric[]): MathExpression {
  if (metrics.length > MOST_IN_ALARM) throw new Error(`too many metrics for one alarm: ${label}`);
  // Ids are unique in a graph, where sums may stand beside each other.
  const id = label.toLowerCase().replaceAll(/[^a-z]/g, '');
  const named = metrics.map((metric, index) => [`${id}${index}`, metric] as const);
  return new MathExpression({
    label,
    expression: named.map(([each]) => `FILL(${each}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
  });
}
