/** The rows of the dashboard on AWS services: the API, functions, the workflow, queues and tables. */
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { graph, labelled, linesIn, type Row } from './dashboard-widgets.ts';
import { DeadLetters } from './dead-letters.ts';
import type { LogMetrics } from './log-metrics.ts';
import type { PublicApi } from './public-api.ts';
import { ServiceFunction } from './service-function.ts';
import { sumOf } from './sum.ts';
import type { Tables } from './tables.ts';
import type { Workflow } from './workflow.ts';

export interface ServiceSources {
  readonly log: LogMetrics;
  readonly api: PublicApi;
  readonly workflow: Workflow;
  readonly tables: Tables;
  /** Where functions and queues are, at any depth. */
  readonly within: IConstruct;
}

export const serviceRows = (sources: ServiceSources): readonly Row[] => [
  calls(sources),
  functions(sources),
  workflow(sources),
  storage(sources),
];

function calls({ api }: ServiceSources): Row {
  const { calls, clientErrors, serverErrors, throttled, latency } = api.metrics;
  return {
    title: 'Calls',
    widgets: [
      graph('Calls', labelled({ calls, '4xx': clientErrors, '5xx': serverErrors, throttled })),
      graph('Latency', [
        latency.with({ statistic: Stats.p(50), label: 'p50' }),
        latency.with({ statistic: Stats.p(99), label: 'p99' }),
      ]),
    ],
  };
}

function functions({ within }: ServiceSources): Row {
  const all = ServiceFunction.all(within);
  const each = (metricOf: (lambda: LambdaFunction) => Metric) =>
    all.map(({ name, lambda }) => metricOf(lambda).with({ label: name }));
  return {
    title: 'Functions',
    widgets: [
      graph(
        'Errors',
        each((lambda) => lambda.metricErrors()),
      ),
      graph(
        'Duration, p99',
        each((lambda) => lambda.metricDuration({ statistic: Stats.p(99) })),
      ),
      graph(
        'Concurrency, of all of the account',
        [LambdaFunction.metricAllConcurrentExecutions()],
        {
          right: [LambdaFunction.metricAllThrottles()],
        },
      ),
    ],
  };
}

function workflow(sources: ServiceSources): Row {
  const lines = linesIn(sources.log);
  const { throttled, ...runs } = sources.workflow.metrics;
  return {
    title: 'Workflow',
    widgets: [
      graph('Runs', labelled(runs), { right: [throttled] }),
      lines('Runs that are not reached', 'execution-not-started', 'callback-not-answered'),
      lines('Repairs', 'wipe-repaired', 'repair-failed', 'wipes-measured'),
      lines('Records', 'record-sealed', 'record-overdue'),
    ],
  };
}

function storage({ tables, within }: ServiceSources): Row {
  const queues = within.node.findAll().filter((each) => each instanceof DeadLetters);
  const all = Object.entries(tables.all);
  return {
    title: 'Queues and tables',
    widgets: [
      graph(
        'Dead letters',
        queues.map(({ name, waiting }) => waiting.with({ label: name })),
      ),
      graph(
        'Requests that tables throttled',
        all.map(([label, { throttled }]) => sumOf(label, throttled)),
      ),
      graph(
        'Capacity read',
        all.map(([label, { consumed }]) => consumed.read.with({ label })),
      ),
      graph(
        'Capacity written',
        all.map(([label, { consumed }]) => consumed.written.with({ label })),
      ),
    ],
  };
}
