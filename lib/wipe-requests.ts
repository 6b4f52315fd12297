/** What a subscriber may ask: their lines, a wipe, its progress, its end and its record. */
import { Construct } from 'constructs';
import { accountLimits, lookingUp, operatorLimits } from './limits.ts';
import type { RecordsStack } from './records-stack.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';
import { sendSms } from './sms.ts';
import type { Telling } from './telling.ts';
import { plain, type Use } from './use.ts';
import type { Workflow } from './workflow.ts';

export interface WipeRequestsProps {
  readonly deployment: Deployment;
  readonly records: RecordsStack;
  readonly workflow: Workflow;
  readonly signIn: SignIn;
  readonly telling: Telling;
  readonly originDigests: Use;
}

export class WipeRequests extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    {
      deployment,
      records: { tables, recordStore },
      workflow,
      signIn,
      telling,
      originDigests,
    }: WipeRequestsProps,
  ) {
    super(scope, id);
    const { settings } = deployment;
    const stepUp = plain(settings.stepUpSeconds);
    const readHandsets = {
      ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
      WIPES_TABLE: tables.wipes.allowing('Query'),
    };
    const calledByPeople = { ...signIn.tokenRules, ORIGIN_DIGESTS: originDigests };
    const readLine = {
      ...calledByPeople,
      LINES_TABLE: tables.lines.allowing('Query byAccount', 'GetItem'),
    };
    // The code that serves as a second factor is marked on the line.
    const useCode = {
      ...calledByPeople,
      LINES_TABLE: tables.lines.allowing(
        'Query byAccount',
        'GetItem',
        tables.changingLine('stepUpCode'),
      ),
    };
    const readWipe = { ...readLine, WIPES_TABLE: tables.wipes.allowing('GetItem') };
    const sendStepUpCode = new ServiceFunction(this, 'send-step-up-code', deployment, {
      uses: {
        ...calledByPeople,
        LINES_TABLE: tables.lines.allowing(
          'Query byAccount',
          'GetItem',
          tables.changingLine('stepUpCode', 'stepUpCodesSentAt'),
        ),
        SENDER_ADDRESS: telling.mailing(),
      },
      also: [sendSms(this)],
    });
    this.functions = [
      sendStepUpCode,
      new ServiceFunction(this, 'list-lines', deployment, {
        uses: { ...readHandsets, ...readLine },
      }),
      new ServiceFunction(this, 'show-line', deployment, {
        uses: { ...readHandsets, ...readLine },
      }),
      new ServiceFunction(this, 'request-wipe', deployment, {
        uses: {
          ...useCode,
          ENROLMENTS_TABLE: tables.enrolments.allowing('GetItem'),
          WIPES_TABLE: tables.wipes.allowing('Query', 'PutItem'),
          GOVERNOR_TABLE: tables.governor.allowing(
            tables.counting('account#*'),
            ...lookingUp(settings.accountWipesPerDay, settings.businessWipesPerHour),
          ),
          ...accountLimits(settings),
          STATE_MACHINE_ARN: workflow.starting(),
          MESSAGES_TOPIC: telling.publishing(),
          STEP_UP_SECONDS: stepUp,
          DELIVERY_DEADLINE_DAYS: plain(settings.deliveryDeadlineDays),
          RETENTION_YEARS: plain(settings.retentionYears),
        },
      }),
      new ServiceFunction(this, 'list-wipes', deployment, {
        uses: {
          ...readLine,
          WIPES_TABLE: tables.wipes.allowing('GetItem', 'Query byLine'),
        },
      }),
      new ServiceFunction(this, 'show-wipe', deployment, { uses: readWipe }),
      new ServiceFunction(this, 'cancel-wipe', deployment, {
        uses: {
          ...useCode,
          WIPES_TABLE: tables.wipes.allowing('GetItem', 'UpdateItem'),
          // Whether a clerk who cancels is suspended, and how often an operator does.
          GOVERNOR_TABLE: tables.governor.allowing('Query', tables.counting('operator#*')),
          ...operatorLimits(settings),
          MESSAGES_TOPIC: telling.publishing(),
          VERDICT_SECONDS: plain(settings.verdictSeconds),
          STEP_UP_SECONDS: stepUp,
        },
        also: [workflow.allow('SendTaskSuccess', 'SendTaskFailure')],
      }),
      new ServiceFunction(this, 'show-record', deployment, {
        uses: { ...readWipe, RECORDS_BUCKET: recordStore.allowing('GetObject') },
      }),
    ];
  }
}
