/** What operations decide about the whole service: pause, resume, withdrawal, and the reinstatement of clerks. */
import { Construct } from 'constructs';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import type { Tables } from './tables.ts';
import { plain, type Use } from './use.ts';

export interface OperationsControlProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly signIn: SignIn;
  readonly originDigests: Use;
}

export class OperationsControl extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    { deployment, tables, signIn, originDigests }: OperationsControlProps,
  ) {
    super(scope, id);
    const { governor } = tables;
    const calledByPeople = { ...signIn.tokenRules, ORIGIN_DIGESTS: originDigests };
    const show = { ...calledByPeople, GOVERNOR_TABLE: governor.allowing('Query') };
    const decide = {
      ...calledByPeople,
      STEP_UP_SECONDS: plain(deployment.settings.stepUpSeconds),
    };
    this.functions = [
      new ServiceFunction(this, 'show-dispatch', deployment, { uses: show }),
      new ServiceFunction(this, 'switch-dispatch', deployment, {
        uses: {
          ...decide,
          GOVERNOR_TABLE: governor.allowing('Query', tables.appendingTo('dispatch')),
        },
      }),
      new ServiceFunction(this, 'show-clerk', deployment, { uses: show }),
      new ServiceFunction(this, 'reinstate-clerk', deployment, {
        uses: {
          ...decide,
          GOVERNOR_TABLE: governor.allowing('Query', tables.appendingTo('clerk-standing#*')),
        },
      }),
    ];
  }
}
