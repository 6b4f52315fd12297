/** "This was not me": the call that a link in a message leads to. It may mark a wipe and have operations told, no more. */
import { Construct } from 'constructs';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Tables } from './tables.ts';
import type { Telling } from './telling.ts';
import type { Use } from './use.ts';

export interface ContestProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly telling: Telling;
  readonly originDigests: Use;
}

export class Contest extends Construct {
  readonly contestWipe: ServiceFunction;

  constructor(scope: Construct, id: string, props: ContestProps) {
    super(scope, id);
    const { deployment, tables, telling, originDigests } = props;
    this.contestWipe = new ServiceFunction(this, 'contest-wipe', deployment, {
      uses: {
        ORIGIN_DIGESTS: originDigests,
        WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
        MESSAGES_TOPIC: telling.publishing(),
      },
    });
  }
}
