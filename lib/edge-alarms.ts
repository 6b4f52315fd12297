/** Alarms on a distribution and its firewall, in the region of their metrics. */
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Alarms, SEVERAL } from './alarms.ts';
import type { Edge } from './edge.ts';
import type { Firewall } from './firewall.ts';

/** Calls that are blocked in five minutes: fewer are those of the scanners that every address of the internet sees. */
const MANY_BLOCKED = 1000;

export interface EdgeAlarmsProps {
  readonly alarms: Alarms;
  readonly edge: Edge;
  readonly firewall: Firewall;
}

export class EdgeAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, edge, firewall }: EdgeAlarmsProps) {
    super(scope, id);
    alarms.atOnce(errorsOf(edge.distributionId), {
      scope: this,
      name: 'edge-errors',
      why: 'Answers of the edge are errors of ours, or the API cannot be reached from it',
      from: SEVERAL,
    });
    alarms.atOnce(firewall.blocked, {
      scope: this,
      name: 'edge-blocked',
      why: 'The firewall blocks many calls',
      from: MANY_BLOCKED,
    });
    alarms.atOnce(firewall.codesBlocked, {
      scope: this,
      name: 'codes-blocked',
      why: 'An address asks for more one-time codes than it may, each of which may cost an SMS',
    });
  }
}

/**
 * CloudFront tells errors as a share alone, which of a few calls is soon a large one: so it is how many they were.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
function errorsOf(distributionId: string): MathExpression {
  const ofDistribution = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      statistic,
      dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    });
  return new MathExpression({
    label: 'Answers with a 5xx',
    expression: 'FILL(share, 0) * FILL(requests, 0) / 100',
    usingMetrics: {
      share: ofDistribution('5xxErrorRate', Stats.AVERAGE),
      requests: ofDistribution('Requests', Stats.SUM),
    },
  });
}
