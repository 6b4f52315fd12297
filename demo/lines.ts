/** Sample lines over several accounts, plans and languages. Numbers begin with 090 0, which nobody has. */
import type { Contact, Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';

export interface Sample {
  /** The model that the line's handset is, by the catalogue's code. */
  readonly model?: string;
  readonly account?: string;
  readonly plan: Line['plan'];
  readonly status?: Line['status'];
  readonly language?: Line['language'];
  readonly mail?: string;
  readonly sms?: string;
  readonly wallet?: Line['locks']['wallet'];
}

const SAMPLES: readonly Sample[] = [
  {
    model: 'SO-01M',
    account: 'a-hanako',
    plan: 'docomo',
    mail: 'hanako@example.com',
    wallet: 'succeeded',
  },
  {
    model: 'KY-41C',
    account: 'a-hanako',
    plan: 'kids',
    mail: 'hanako@example.com',
    sms: '+819000000001',
  },
  { model: 'SO-51C', account: 'a-taro', plan: 'ahamo', language: 'en', mail: 'taro@example.com' },
  { model: 'SC-51A', account: 'a-taro', plan: 'docomo', language: 'en', mail: 'taro@example.com' },
  { model: 'SH-01J', account: 'a-jiro', plan: 'irumo', mail: 'jiro@example.com' },
  {
    model: 'SH-52C',
    account: 'a-jiro',
    plan: 'docomo',
    status: 'suspended',
    mail: 'jiro@example.com',
  },
  { model: 'SO-51D', account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  { model: 'd-51C', account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  {
    model: 'SH-54D',
    account: 'a-office',
    plan: 'business',
    mail: 'it@office.example.com',
    wallet: 'pending',
  },
  { model: 'Pixel 7a', account: 'a-office', plan: 'business', mail: 'it@office.example.com' },
  { model: 'iPhone 14', account: 'a-visitor', plan: 'mvno', mail: 'visitor@example.com' },
  { model: 'SC-02H', plan: 'docomo', status: 'ended' },
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
    ...(sample.model && { lastModel: sample.model }),
    locks: { device: 'none', wallet: sample.wallet ?? 'none' },
    codesSentAt: [],
    version: 1,
  };
}

export function lineIdOf(serial: number): string {
  return `line-${String(serial).padStart(4, '0')}`;
}

export function numberOf(serial: number): string {
  return `090${String(serial).padStart(8, '0')}`;
}

/** The dozen sample lines. */
export function sampleLines(now: number): Line[] {
  return SAMPLES.map((sample, index) => sampleLine(index + 1, sample, now));
}

/** Each sample line's number, plan and the model of its handset, for whoever switches one on. */
export const SAMPLE_HANDSETS = SAMPLES.map(({ model = '', plan, account }, index) => ({
  number: numberOf(index + 1),
  plan,
  model,
  account,
}));

/** Further lines of the business account, so that many handsets can be wiped side by side. */
export function moreLines(count: number, now: number): Line[] {
  const office = { account: 'a-office', plan: 'business', mail: 'it@office.example.com' } as const;
  return Array.from({ length: count }, (_, index) =>
    sampleLine(FIRST_OF_MORE + index, office, now),
  );
}

/** Serial number of the first further line. */
export const FIRST_OF_MORE = 1001;
