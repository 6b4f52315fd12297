/** Sample lines over several accounts, plans and languages. Numbers begin with 090 0000, which nobody has. */
import type { Contact, Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';

interface Sample {
  readonly account?: string;
  readonly plan: Line['plan'];
  readonly status?: Line['status'];
  readonly language?: Line['language'];
  readonly mail?: string;
  readonly sms?: string;
  readonly wallet?: Line['locks']['wallet'];
}

const SAMPLES: readonly Sample[] = [
  { account: 'a-hanako', plan: 'docomo', mail: 'hanako@example.com', wallet: 'succeeded' },
  { account: 'a-hanako', plan: 'kids', mail: 'hanako@example.com', sms: '+819000000001' },
  { account: 'a-taro', plan: 'ahamo', language: 'en', mail: 'taro@example.com' },
  { account: 'a-taro', plan: 'docomo', language: 'en', mail: 'taro@example.com' },
  { account: 'a-jiro', plan: 'irumo', mail: 'jiro@example.com' },
  { account: 'a-jiro', plan: 'docomo', status: 'suspended', mail: 'jiro@example.com' },
  { account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  { account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  { account: 'a-office', plan: 'business', mail: 'it@office.example.com', wallet: 'pending' },
  { account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  { account: 'a-visitor', plan: 'mvno', mail: 'visitor@example.com' },
  { plan: 'docomo', status: 'ended' },
];

const CONTACT_AGE = 400 * DAY;

/** The line of the given serial number, 1, 2, …, as it is before anything enrolled on it. */
export function sampleLine(serial: number, sample: Sample, now: number): Line {
  const changedAt = now - CONTACT_AGE;
  const contacts: Contact[] = [];
  if (sample.mail) contacts.push({ kind: 'mail', address: sample.mail, changedAt });
  if (sample.sms)
    contacts.push({ kind: 'sms', address: sample.sms, lineId: lineIdOf(1), changedAt });
  return {
    lineId: lineIdOf(serial),
    number: numberOf(serial),
    ...(sample.account && { account: sample.account }),
    plan: sample.plan,
    status: sample.status ?? 'active',
    language: sample.language ?? 'ja',
    contacts,
    enrolments: [],
    locks: { device: 'none', wallet: sample.wallet ?? 'none' },
    codesSentAt: [],
    version: 1,
  };
}

export const lineIdOf = (serial: number) => `line-${String(serial).padStart(4, '0')}`;
export const numberOf = (serial: number) => `0900000${String(serial).padStart(4, '0')}`;

/** The dozen sample lines. */
export function sampleLines(now: number): Line[] {
  return SAMPLES.map((sample, index) => sampleLine(index + 1, sample, now));
}

/** Further lines of the business account, so that many handsets can be wiped side by side. */
export function moreLines(count: number, now: number): Line[] {
  const office = { account: 'a-office', plan: 'business', mail: 'it@office.example.com' } as const;
  return Array.from({ length: count }, (_, index) =>
    sampleLine(FIRST_OF_MORE + index, office, now),
  );
}

/** Serial number of the first further line. */
export const FIRST_OF_MORE = 1001;
