/** The rows of the dashboard on what the service is for: wipes, handsets, people, and messages to them. */
import { MathExpression, Metric, SingleValueWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import { graph, labelled, linesIn, type Row } from './dashboard-widgets.ts';
import type { HandsetMessaging } from './handset-messaging.ts';
import type { LogMetrics } from './log-metrics.ts';
import { SMS_SPENT } from './sms.ts';
import { BOUNCES } from './telling.ts';

export interface OwnSources {
  readonly log: LogMetrics;
  readonly messaging: HandsetMessaging;
}

export const ownRows = (sources: OwnSources): readonly Row[] => [
  wipes(sources),
  handsets(sources),
  people(sources),
  messages(sources),
];

function wipes({ log }: OwnSources): Row {
  const figures = [log.figure('open'), log.figure('stuck'), log.figure('heldLong')];
  return {
    title: 'Wipes',
    widgets: [
      (width, height) =>
        new SingleValueWidget({ title: 'Now', metrics: figures, sparkline: true, width, height }),
      linesIn(log)('Commands signed', 'command-signed'),
      graph(
        'Records sealed, by result',
        STATE_NAMES.filter(hasEnded).map((state) => log.ends(state).with({ label: state })),
        { stacked: true },
      ),
      graph(
        'Reasons for not erasing',
        Object.keys(END_REASONS).map((reason) => log.endReasons(reason).with({ label: reason })),
        { stacked: true },
      ),
    ],
  };
}

function handsets(sources: OwnSources): Row {
  const lines = linesIn(sources.log);
  const { claims, reports } = sources.messaging.rules;
  return {
    title: 'Handsets',
    widgets: [
      graph('Heard over MQTT', labelled({ claims: claims.heard, reports: reports.heard }), {
        right: [...claims.throttled, ...reports.throttled],
      }),
      lines('Claims', 'claim-answered', 'claim-dropped', 'command-given-up', 'certificate-retired'),
      lines('Reports', 'report-counted', 'report-dropped'),
      lines(
        'Enrolments and wake-ups',
        'enrolled',
        'enrolment-refused',
        'notice-not-sent',
        'wake-up-not-sent',
      ),
    ],
  };
}

function people(sources: OwnSources): Row {
  const lines = linesIn(sources.log);
  return {
    title: 'People',
    widgets: [
      lines('Requests refused', 'request-refused', 'request-crashed'),
      lines(
        'Limits',
        'total-limit-reached',
        'clerk-suspended',
        'clerk-requests-limit-reached',
        'suspended-clerk-refused',
        'operator-limit-reached',
        'codes-limit-reached',
      ),
      lines(
        'Searches and decisions',
        'line-searched',
        'journal-entry',
        'wipe-acted',
        'approval-decided',
        'wipe-shown',
        'resume-voided',
        'wipe-contested',
      ),
    ],
  };
}

function messages(sources: OwnSources): Row {
  const lines = linesIn(sources.log);
  return {
    title: 'Messages',
    widgets: [
      lines(
        'Messages to people',
        'message-sent',
        'message-not-sent',
        'message-impossible',
        'message-not-announced',
        'message-lost',
        'code-not-sent',
      ),
      graph('SMS delivered, of all of the account', [SMS_DELIVERED], {
        right: [SMS_SPENT.with({ label: 'USD this month' })],
      }),
      graph('Mail, of all of the account', MAIL, {
        right: [BOUNCES.with({ label: 'bounce rate' })],
      }),
    ],
  };
}

/** By country and kind of SMS, whichever there are. */
const SMS_DELIVERED = new MathExpression({
  expression: `SEARCH('{AWS/SNS,Country,SMSType} MetricName="SMSSuccessRate"', 'Average', 300)`,
  label: '',
});

const MAIL = ['Send', 'Delivery', 'Bounce', 'Complaint'].map(
  (metricName) => new Metric({ namespace: 'AWS/SES', metricName, statistic: Stats.SUM }),
);
