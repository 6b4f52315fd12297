/** Rows of widgets, and the graphs that the dashboard is made of. */
import {
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  type IWidget,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { LogCode } from '#functions/contract/log-catalogue.ts';
import type { LogMetrics } from './log-metrics.ts';

/** A widget that is told its size, in columns and rows of CloudWatch. */
export type Made = (width: number, height: number) => IWidget;

/** Widgets of equal width, as many as divide the dashboard's 24 columns. */
export interface Row {
  readonly title: string;
  readonly widgets: readonly Made[];
}

export const graph =
  (title: string, left: readonly IMetric[], more: Omit<GraphWidgetProps, 'left'> = {}): Made =>
  (width, height) =>
    new GraphWidget({ title, left: [...left], width, height, ...more });

/** Counts of lines by their codes. */
export const linesIn =
  (log: LogMetrics) =>
  (title: string, ...codes: readonly LogCode[]): Made =>
    graph(
      title,
      codes.map((code) => log.lines(code).with({ label: code })),
    );

/** Each metric under its name. */
export const labelled = (metrics: Readonly<Record<string, Metric>>): Metric[] =>
  Object.entries(metrics).map(([label, metric]) => metric.with({ label }));
