/** The handset's reports: signed and on disk before they are sent, sent until the broker has acknowledged them. */
import { topics } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE, type Report } from '#domain/protocol/report.ts';
import type { Enrolled } from './life.ts';
import type { Link } from './link.ts';
import { type Phone, signAsEnrolment, wallClock } from './phone.ts';
import { enrolled } from './store.ts';

/** Only refusals can come in numbers, and nothing is lost with the ones beyond. */
const MOST_REPORTS = 20;

/** The life with a higher counter and one more report to send. */
export async function withReport(
  phone: Phone,
  life: Enrolled,
  content: Omit<Report, 'counter' | 'at'>,
): Promise<Enrolled> {
  if (content.phase === 'refused' && life.reports.length >= MOST_REPORTS) return life;
  const counter = life.counter + 1;
  const report: Report = { ...content, counter, at: wallClock(phone) };
  const jws = await signAsEnrolment(phone, life, REPORT_TYPE, report);
  return { ...life, counter, reports: [...life.reports, { phase: content.phase, jws }] };
}

/** Sends what is queued, in order. @throws Fault `unreachable`; what was not acknowledged stays queued. */
export async function sendReports(phone: Phone, link: Link): Promise<void> {
  for (;;) {
    const { enrolmentId, reports } = enrolled(phone.store.life);
    const [next] = reports;
    if (next === undefined) return;
    const { phase, jws } = next;
    const copies = phone.faults.has('double-report', phase) ? 2 : 1;
    for (let sent = phone.faults.has('lose-report', phase) ? copies : 0; sent < copies; sent += 1)
      await link.publish(topics(enrolmentId).report, JSON.stringify({ v: 1, jws }));
    await phone.store.change((life) => {
      const present = enrolled(life);
      return { ...present, reports: present.reports.filter((queued) => queued.jws !== jws) };
    });
  }
}
