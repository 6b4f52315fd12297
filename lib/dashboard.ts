/** The dashboard that operations look at first: alarms, then wipes, handsets, people, and the services of AWS below. */
import { CfnOutput, Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, type IWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { type OwnSources, ownRows } from './dashboard-rows.ts';
import { type ServiceSources, serviceRows } from './dashboard-services.ts';

/** Columns that CloudWatch lays a dashboard out in. */
const COLUMNS = 24;
const ROW_HEIGHT = 6;

export interface OperationsDashboardProps extends OwnSources, ServiceSources {
  readonly alarms: Alarms;
}

export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, ...sources }: OperationsDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.hours(12) });
    dashboard.addWidgets(
      heading(
        '# Remote wipe\nWhat an alarm means and what to do is told in `docs/operating.md`.',
        2,
      ),
    );
    dashboard.addWidgets(
      new AlarmStatusWidget({
        title: 'Alarms',
        alarms: [...alarms.all],
        width: COLUMNS,
        height: ROW_HEIGHT,
      }),
    );
    for (const { title, widgets } of [...ownRows(sources), ...serviceRows(sources)]) {
      dashboard.addWidgets(heading(`## ${title}`, 1));
      dashboard.addWidgets(...widgets.map((make) => make(COLUMNS / widgets.length, ROW_HEIGHT)));
    }
    new CfnOutput(this, 'Name', { value: dashboard.dashboardName }).overrideLogicalId('Dashboard');
  }
}

const heading = (markdown: string, height: number): IWidget =>
  new TextWidget({ markdown, width: COLUMNS, height });
