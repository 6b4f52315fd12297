/** The alarms of templates, on one metric or on what is calculated from several, read alike. */
import * as z from 'zod';
import { edgeResources, resourcesOf, type Synthesized } from './synthesized.ts';

const Dimensions = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);
const Single = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions,
  Statistic: z.string(),
  Period: z.number(),
});
const Part = z.union([
  z.object({
    Id: z.string(),
    MetricStat: z.object({
      Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
      Stat: z.string(),
      Period: z.number(),
    }),
  }),
  z.object({ Id: z.string(), Expression: z.string() }),
]);
const Alarm = z.looseObject({
  AlarmDescription: z.string(),
  Threshold: z.number(),
  TreatMissingData: z.string(),
  EvaluationPeriods: z.number(),
  ComparisonOperator: z.string(),
});

/** The alarms of the records' and the service's stack. */
export const alarmsIn = (templates: Synthesized) => resourcesOf(templates, TYPE).map(read);

/** Those of the stack of an edge. */
export const edgeAlarmsIn = (templates: Synthesized) => edgeResources(templates, TYPE).map(read);

const TYPE = 'AWS::CloudWatch::Alarm';

function read({ logicalId, Properties }: ReturnType<typeof resourcesOf>[number]) {
  const alarm = Alarm.parse(Properties);
  const [name = '', why] = alarm.AlarmDescription.split(': ');
  return {
    logicalId,
    name,
    why,
    threshold: alarm.Threshold,
    silence: alarm.TreatMissingData,
    evaluated: [alarm.ComparisonOperator, alarm.EvaluationPeriods],
    ...('Metrics' in Properties ? calculated(Properties['Metrics']) : single(Properties)),
  };
}

const named = (dimensions: z.output<typeof Dimensions>) =>
  Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));

function single(properties: unknown) {
  const { Namespace, MetricName, Dimensions, Statistic, Period } = Single.parse(properties);
  const metric = {
    id: '',
    namespace: Namespace,
    name: MetricName,
    dimensions: named(Dimensions),
    statistic: Statistic,
    period: Period,
  };
  return { expression: undefined, metrics: [metric] };
}

function calculated(given: unknown) {
  const parts = z.array(Part).parse(given);
  return {
    expression: parts.flatMap((part) => ('Expression' in part ? [part.Expression] : [])).join(),
    metrics: parts.flatMap((part) => {
      if ('Expression' in part) return [];
      const { Metric, Stat, Period } = part.MetricStat;
      return [
        {
          id: part.Id,
          namespace: Metric.Namespace,
          name: Metric.MetricName,
          dimensions: named(Metric.Dimensions),
          statistic: Stat,
          period: Period,
        },
      ];
    }),
  };
}
