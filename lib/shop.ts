/** What a clerk may ask: a line by its number, and a wipe for the customer at the counter. */
import { Construct } from 'constructs';
import { clerkLimits, searchLimit } from './limits.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import type { Tables } from './tables.ts';
import type { Telling } from './telling.ts';
import { plain, type Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface ShopProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly workflow: Workflow;
  readonly signIn: SignIn;
  readonly telling: Telling;
  readonly originDigests: Use;
}

export class Shop extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    { deployment, tables, workflow, signIn, telling, originDigests }: ShopProps,
  ) {
    super(scope, id);
    const { settings } = deployment;
    const calledByPeople = { ...signIn.tokenRules, ORIGIN_DIGESTS: originDigests };
    this.functions = [
      new ServiceFunction(this, 'search-lines', deployment, {
        uses: {
          ...calledByPeople,
          LINES_TABLE: tables.lines.allowing('Query byNumber', 'GetItem'),
          ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
          WIPES_TABLE: tables.wipes.allowing('Query'),
          // The clerk's standing, and what they looked for within the hour.
          GOVERNOR_TABLE: tables.governor.allowing('Query', tables.counting('clerk-searches#*')),
          ...searchLimit(settings),
        },
      }),
      new ServiceFunction(this, 'request-shop-wipe', deployment, {
        uses: {
          ...calledByPeople,
          LINES_TABLE: tables.lines.allowing('GetItem'),
          ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
          WIPES_TABLE: tables.wipes.allowing('Query', 'PutItem'),
          // Counts, and the clerk's standing, which a count may end.
          GOVERNOR_TABLE: tables.governor.allowing(
            'Query',
            tables.counting('clerk#*', 'clerk-requests#*', 'shop#*'),
            tables.appendingTo('clerk-standing#*'),
          ),
          ...clerkLimits(settings),
          STATE_MACHINE_ARN: workflow.starting(),
          MESSAGES_TOPIC: telling.publishing(),
          STEP_UP_SECONDS: plain(settings.stepUpSeconds),
          DELIVERY_DEADLINE_DAYS: plain(settings.deliveryDeadlineDays),
          RETENTION_YEARS: plain(settings.retentionYears),
        },
      }),
    ];
  }
}
