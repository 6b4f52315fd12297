/** Dispatch: whether a wipe may go out, the call for a second person, the notice to the handset, and the wait for its word. */
import { Construct } from 'constructs';
import { publishTo } from './handset-topics.ts';
import { lineLimit, totalLimits } from './limits.ts';
import type { PushWakeUps } from './push-wake-ups.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Tables } from './tables.ts';
import type { Telling } from './telling.ts';
import { plain } from './use.ts';

export interface DispatchProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly push: PushWakeUps;
  readonly telling: Telling;
}

export class Dispatch extends Construct {
  readonly checkEligibility: ServiceFunction;
  readonly askForApproval: ServiceFunction;
  readonly dispatch: ServiceFunction;
  readonly waitForVerdict: ServiceFunction;

  constructor(scope: Construct, id: string, { deployment, tables, push, telling }: DispatchProps) {
    super(scope, id);
    const { settings } = deployment;
    this.checkEligibility = new ServiceFunction(this, 'check-eligibility', deployment, {
      uses: {
        LINES_TABLE: tables.lines.allowing('Query byAccount', 'GetItem'),
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem', 'Query', 'Query byLine'),
        ...lineLimit(settings),
        APPROVAL_SECONDS: plain(settings.approvalSeconds),
      },
    });
    this.askForApproval = new ServiceFunction(this, 'ask-for-approval', deployment, {
      uses: {
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        MESSAGES_TOPIC: telling.publishing(),
      },
    });
    this.dispatch = new ServiceFunction(this, 'dispatch', deployment, {
      uses: {
        LINES_TABLE: tables.lines.allowing('Query byAccount', 'GetItem'),
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem', 'Query queued'),
        GOVERNOR_TABLE: tables.governor.allowing('Query', tables.counting('total')),
        ...totalLimits(settings),
        MESSAGES_TOPIC: telling.publishing(),
        VERDICT_SECONDS: plain(settings.verdictSeconds),
      },
      also: [publishTo(this, 'notice')],
    });
    push.allowWaking(this.dispatch);
    this.waitForVerdict = new ServiceFunction(this, 'wait-for-verdict', deployment, {
      uses: {
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        VERDICT_SECONDS: plain(settings.verdictSeconds),
      },
    });
  }
}
