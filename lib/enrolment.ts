/** Enrolment: one-time codes, certificates and what a certificate allows its handset. */

import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { revokeCertificates } from './handset-identity.ts';
import { iotArn } from './handset-topics.ts';
import type { Parameters } from './parameters.ts';
import type { PushWakeUps } from './push-wake-ups.ts';
import type { RecordsStack } from './records-stack.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import { sendSms } from './sms.ts';
import type { Telling } from './telling.ts';
import { allow, plain, type Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface EnrolmentProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
  readonly parameters: Parameters;
  readonly push: PushWakeUps;
  readonly telling: Telling;
  readonly workflow: Workflow;
  readonly originDigests: Use;
}

export class Enrolment extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(scope: Construct, id: string, props: EnrolmentProps) {
    super(scope, id);
    const { deployment, records, parameters, push, telling, workflow, originDigests } = props;
    const { tables } = records;
    const certificates = {
      ORIGIN_DIGESTS: originDigests,
      HANDSET_POLICY: records.handsetIdentity.policy,
      MQTT_CA_PEM: plain(parameters.mqttServerCa),
    };
    const sendEnrolmentCode = new ServiceFunction(this, 'send-enrolment-code', deployment, {
      uses: {
        ORIGIN_DIGESTS: originDigests,
        LINES_TABLE: tables.lines.allowing(
          'Query byNumber',
          'GetItem',
          tables.changingLine('enrolmentCode', 'codesSentAt'),
        ),
      },
      also: [sendSms(this)],
    });
    const enrol = new ServiceFunction(this, 'enrol', deployment, {
      uses: {
        ...certificates,
        LINES_TABLE: tables.lines.allowing(
          'Query byNumber',
          'GetItem',
          tables.changingLine('enrolmentCode', 'enrolments'),
        ),
        ENROLMENTS_TABLE: tables.enrolments.allowing(
          'GetItem',
          'PutItem',
          'UpdateItem',
          'Query byHandset',
        ),
        WIPES_TABLE: tables.wipes.allowing('Query', 'UpdateItem'),
        MESSAGES_TOPIC: telling.publishing(),
        COMMAND_KEY: records.commandKey.allowing('GetPublicKey'),
        STANDBY_COMMAND_KEY: records.standbyCommandKey.allowing('GetPublicKey'),
        PUSH_APPLICATION: push.application,
        PLATFORM_KEYS: plain(parameters.platformKeys),
      },
      also: [...this.#certifying(), workflow.allow('SendTaskFailure')],
    });
    push.allowRegistering(enrol);
    const renewCertificate = new ServiceFunction(this, 'renew-certificate', deployment, {
      uses: {
        ...certificates,
        ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem', 'UpdateItem'),
      },
      also: this.#certifying(),
    });
    this.functions = [sendEnrolmentCode, enrol, renewCertificate];
  }

  /**
   * Making a certificate for a thing, and revoking earlier ones.
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
   */
  #certifying(): PolicyStatement[] {
    return [
      // AWS offers no resource for these two.
      allow('iot', ['CreateCertificateFromCsr', 'DescribeEndpoint'], '*'),
      allow('iot', ['CreateThing'], iotArn(this, 'thing/*')),
      allow('iot', ['AttachPolicy', 'AttachThingPrincipal'], iotArn(this, 'cert/*')),
      revokeCertificates(this),
    ];
  }
}
