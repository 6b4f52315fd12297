/** What can be made anew at any time: functions, workflow, rules, API, topic and schedule. */
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Approvals } from './approvals.ts';
import { Contest } from './contest.ts';
import { OperationsDashboard } from './dashboard.ts';
import { Dispatch } from './dispatch.ts';
import { Enrolment } from './enrolment.ts';
import { FunctionAlarms } from './function-alarms.ts';
import { HandsetMessaging } from './handset-messaging.ts';
import { Limits } from './limits.ts';
import { LogAlarms } from './log-alarms.ts';
import { LogMetrics } from './log-metrics.ts';
import { ModelList } from './model-list.ts';
import { OperationsControl } from './operations-control.ts';
import { OperationsView } from './operations-view.ts';
import { Parameters } from './parameters.ts';
import { PublicApi } from './public-api.ts';
import { PushWakeUps } from './push-wake-ups.ts';
import { Reconciliation } from './reconciliation.ts';
import type { RecordsStack } from './records-stack.ts';
import { Sealing } from './sealing.ts';
import type { Deployment } from './service-function.ts';
import { Shop } from './shop.ts';
import { SignIn } from './sign-in.ts';
import { SmsAlarm } from './sms.ts';
import { TableAlarms } from './table-alarms.ts';
import { Telling } from './telling.ts';
import { plain } from './use.ts';
import { WipeRequests } from './wipe-requests.ts';
import { Workflow } from './workflow.ts';

export interface ServiceStackProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
}

export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, records }: ServiceStackProps) {
    super(scope, id, {
      description: 'Remote wipe: requests, dispatch, proof',
      env: { region: deployment.settings.region },
      terminationProtection: true,
    });
    const { settings } = deployment;
    const { tables } = records;
    const parameters = new Parameters(this, 'Parameters');
    const signIn = new SignIn(this, 'SignIn', { deployment, parameters });
    const alarms = new Alarms(this, 'Alarms', settings);
    const push = new PushWakeUps(this, 'PushWakeUps', {
      application: parameters.pushApplicationArn,
    });
    const originDigests = plain(parameters.originDigests);
    // What commands and records call their issuer: this service, in this account and region.
    const serviceIssuer = plain(`urn:remote-wipe:${this.region}:${this.account}`);

    const telling = new Telling(this, 'Telling', { deployment, records, parameters, alarms });
    const dispatch = new Dispatch(this, 'Dispatch', { deployment, tables, push, telling });
    const sealing = new Sealing(this, 'Sealing', { deployment, records, serviceIssuer, alarms });
    const workflow = new Workflow(this, 'Workflow', {
      functions: {
        checkEligibility: dispatch.checkEligibility,
        askForApproval: dispatch.askForApproval,
        dispatch: dispatch.dispatch,
        waitForVerdict: dispatch.waitForVerdict,
        sealRecord: sealing.sealRecord,
        tellAccountHolder: telling.tellAccountHolder,
      },
      settings,
      alarms,
    });
    const messaging = new HandsetMessaging(this, 'HandsetMessaging', {
      deployment,
      records,
      workflow,
      telling,
      alarms,
      serviceIssuer,
    });
    new Reconciliation(this, 'Reconciliation', {
      deployment,
      tables,
      workflow,
      push,
      telling,
      alarms,
    });
    const enrolment = new Enrolment(this, 'Enrolment', {
      deployment,
      records,
      parameters,
      push,
      telling,
      workflow,
      originDigests,
    });
    const requests = new WipeRequests(this, 'WipeRequests', {
      deployment,
      records,
      workflow,
      signIn,
      telling,
      originDigests,
    });
    const operationsView = new OperationsView(this, 'OperationsView', {
      deployment,
      tables,
      workflow,
      signIn,
      originDigests,
      alarms,
    });
    const operationsControl = new OperationsControl(this, 'OperationsControl', {
      deployment,
      tables,
      signIn,
      originDigests,
    });
    const contest = new Contest(this, 'Contest', { deployment, tables, telling, originDigests });
    const shop = new Shop(this, 'Shop', {
      deployment,
      tables,
      workflow,
      signIn,
      telling,
      originDigests,
    });
    const approvals = new Approvals(this, 'Approvals', {
      deployment,
      tables,
      workflow,
      signIn,
      originDigests,
    });
    const modelList = new ModelList(this, 'ModelList', { deployment, originDigests });
    const limits = new Limits(this, 'Limits', { deployment, tables, signIn, originDigests });
    const api = new PublicApi(this, 'PublicApi', {
      functions: [
        modelList.listModels,
        ...requests.functions,
        contest.contestWipe,
        ...shop.functions,
        ...approvals.functions,
        ...enrolment.functions,
        limits.showLimits,
        ...operationsControl.functions,
        ...operationsView.functions,
      ],
      parameters,
      signIn,
      settings,
      alarms,
    });
    const logMetrics = new LogMetrics(this, 'LogMetrics', { within: this });
    new LogAlarms(this, 'LogAlarms', { alarms, metrics: logMetrics, settings });
    new FunctionAlarms(this, 'FunctionAlarms', { alarms, telling, within: this });
    new TableAlarms(this, 'TableAlarms', { alarms, tables });
    new SmsAlarm(this, 'SmsAlarm', { alarms, settings });
    new OperationsDashboard(this, 'OperationsDashboard', {
      alarms,
      log: logMetrics,
      api,
      workflow,
      messaging,
      tables,
      within: this,
    });
    new CfnOutput(this, 'StateMachineArn', { value: workflow.arn });
  }
}
