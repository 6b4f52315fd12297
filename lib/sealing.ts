/** Sealing: the signed record of an ended wipe. */
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { RecordsStack } from './records-stack.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Use } from './use.ts';

export interface SealingProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
  readonly serviceIssuer: Use;
  readonly alarms: Alarms;
}

export class Sealing extends Construct {
  readonly sealRecord: ServiceFunction;

  constructor(scope: Construct, id: string, props: SealingProps) {
    super(scope, id);
    const { deployment, records, serviceIssuer, alarms } = props;
    this.sealRecord = new ServiceFunction(this, 'seal-record', deployment, {
      role: records.recordSigner,
      timeout: Duration.seconds(30),
      uses: {
        WIPES_TABLE: records.tables.wipes.allowing('GetItem', 'UpdateItem'),
        SERVICE_ISSUER: serviceIssuer,
        RECORDS_BUCKET: records.recordStore.allowing('PutObject', 'GetObject'),
        RECORD_KEY: records.recordKey.allowing('Sign', 'GetPublicKey'),
      },
    });
    alarms.atOnce(this.sealRecord.lambda.metricErrors(), {
      scope: this,
      name: 'sealing-failed',
      why: 'Records are not signed or stored',
      // The workflow tries again within seconds; what only failed once is sealed by then.
      from: 3,
    });
  }
}
