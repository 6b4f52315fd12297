/** An alarm on each table that does not take what is asked of it. */
import { Construct } from 'constructs';
import { type Alarms, SEVERAL } from './alarms.ts';
import { sumOf } from './sum.ts';
import type { Tables } from './tables.ts';

export interface TableAlarmsProps {
  readonly alarms: Alarms;
  readonly tables: Tables;
}

/** Of one name, for the same is to be done; which table it is says the alarm's metric. */
export class TableAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, tables }: TableAlarmsProps) {
    super(scope, id);
    for (const [name, { throttled }] of Object.entries(tables.all))
      alarms.atOnce(sumOf(`Throttled requests of ${name}`, throttled), {
        scope: new Construct(this, name),
        name: 'table-throttled',
        why: `Amazon DynamoDB slows the table of ${name} down`,
        from: SEVERAL,
      });
  }
}
