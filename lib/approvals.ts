/** What an approver may ask: what there is to decide, and to approve or reject it. */
import { Construct } from 'constructs';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import type { Tables } from './tables.ts';
import { plain, type Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface ApprovalsProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly workflow: Workflow;
  readonly signIn: SignIn;
  readonly originDigests: Use;
}

export class Approvals extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    { deployment, tables, workflow, signIn, originDigests }: ApprovalsProps,
  ) {
    super(scope, id);
    const calledByPeople = { ...signIn.tokenRules, ORIGIN_DIGESTS: originDigests };
    const deciding = {
      uses: {
        ...calledByPeople,
        LINES_TABLE: tables.lines.allowing('GetItem'),
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        // Whether whoever decides is suspended as a clerk.
        GOVERNOR_TABLE: tables.governor.allowing('Query'),
        STEP_UP_SECONDS: plain(deployment.settings.stepUpSeconds),
      },
    };
    this.functions = [
      new ServiceFunction(this, 'list-approvals', deployment, {
        uses: {
          ...calledByPeople,
          LINES_TABLE: tables.lines.allowing('GetItem'),
          WIPES_TABLE: tables.wipes.allowing('GetItem', 'Query approvals'),
        },
      }),
      new ServiceFunction(this, 'approve-wipe', deployment, {
        ...deciding,
        also: [workflow.allow('SendTaskSuccess')],
      }),
      new ServiceFunction(this, 'reject-wipe', deployment, {
        ...deciding,
        also: [workflow.allow('SendTaskFailure')],
      }),
    ];
  }
}
