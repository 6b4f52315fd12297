/** The evidence of a drill in which every promise was kept: tests break one at a time. */
import { join } from 'node:path';
import { CompactSign } from 'jose';
import type { Record } from '#demo/subscriber.ts';
import { digest, digestOf } from '#domain/audit/digest.ts';
import { thumbprint } from '#domain/protocol/signature.ts';
import { makeRecord, RECORD_TYPE } from '#domain/record/record.ts';
import { type Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';
import { checkCrash } from '#drill/crash/check/check.ts';
import type { Evidence, ExecutionSeen, Item } from '#drill/crash/evidence.ts';
import type { LifeOnDisk } from '#drill/crash/lives.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { ACCOUNT, aWipe, LINE_ID, NOW, PERSON, settled } from '../../domain/builders.ts';
import { aKey } from '../../domain/protocol/keys.ts';

/** The first life of the handset was erased, the wipe of its second one cancelled. */
export const FIRST = digest('first life');
export const SECOND = digest('second life');
export const ERASED = wipeIdOf(FIRST, 1);
export const CANCELLED = wipeIdOf(SECOND, 1);
export const MAIL = 'owner@example.com';

const RECORD_KEY = aKey();
const hashOfKey = (key: string) => digestOf({ person: PERSON.id, account: ACCOUNT, key });

export async function sealed(wipe: Wipe): Promise<Record> {
  const record = makeRecord(
    { ...wipe, record: undefined },
    { issuer: 'https://wipe.example', sealedAt: NOW },
  );
  const kid = await thumbprint(RECORD_KEY.publicJwk);
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(record)))
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid })
    .sign(RECORD_KEY.keyObject);
  return { record: { ...record }, jws, key: { kid, jwk: RECORD_KEY.publicJwk } };
}

export function aLife(enrolmentId: string, overrides: Partial<LifeOnDisk> = {}): LifeOnDisk {
  const planted = [join('internal', 'note.txt'), join('sd', 'photo.txt')];
  return {
    handset: 0,
    enrolmentId,
    nth: 1,
    planted,
    left: planted,
    resetByHand: false,
    ...overrides,
  };
}

export function anExecution(wipeId: string, types: readonly string[]): ExecutionSeen {
  return {
    name: `${wipeId}-1`,
    status: 'SUCCEEDED',
    history: types.map((type, index) => ({ id: index + 1, previous: index, type })),
  };
}

export const ONE_TASK = [
  'ExecutionStarted',
  'TaskStateEntered',
  'TaskScheduled',
  'TaskStarted',
  'TaskSucceeded',
  'TaskStateExited',
  'ExecutionSucceeded',
];

async function soundEvidence(): Promise<Evidence> {
  const wipes = [
    settled(
      aWipe({
        state: 'erased',
        enrolmentId: FIRST,
        requestKeyHash: hashOfKey('key 1'),
        storages: [
          { kind: 'internal', result: 'erased' },
          { kind: 'sd', result: 'erased' },
        ],
      }),
    ),
    settled(aWipe({ state: 'cancelled', enrolmentId: SECOND, requestKeyHash: hashOfKey('key 2') })),
  ];
  const request = { lineId: LINE_ID };
  const items: Item[] = [
    { id: 'a', owner: 'x', more: 1 },
    { id: 'b', more: 2 },
  ];
  return {
    person: PERSON.id,
    account: ACCOUNT,
    requests: [
      {
        ...request,
        key: 'key 1',
        enrolmentId: FIRST,
        answers: [
          { status: 202, wipeId: ERASED },
          { status: 202, wipeId: ERASED },
        ],
      },
      {
        ...request,
        key: 'key 2',
        enrolmentId: SECOND,
        answers: [
          { status: 503, code: 'busy' },
          { status: 202, wipeId: CANCELLED },
        ],
      },
      {
        ...request,
        key: 'key 3',
        enrolmentId: SECOND,
        answers: [{ status: 409, code: 'wipe-open' }],
      },
    ],
    cancellations: [
      { wipeId: CANCELLED, answers: ['cancelled'] },
      { wipeId: ERASED, answers: ['too-late'] },
    ],
    wipes,
    malformedWipes: [],
    records: new Map(
      await Promise.all(wipes.map(async (wipe) => [wipe.wipeId, await sealed(wipe)] as const)),
    ),
    tables: [
      {
        name: 'Things',
        key: ['id'],
        items,
        indexes: [
          { name: 'byOwner', key: ['owner'], carries: [], items: [{ id: 'a', owner: 'x' }] },
        ],
      },
    ],
    executions: [anExecution(ERASED, ONE_TASK), anExecution(CANCELLED, ONE_TASK)],
    messages: (['erased', 'cancelled'] as const).map((state) => ({
      at: NOW,
      to: MAIL,
      subject: wordsOfEnd(state, 'ja')?.subject ?? '',
    })),
    mailOf: new Map([[LINE_ID, MAIL]]),
    lives: [aLife(FIRST, { left: [] }), aLife(SECOND, { nth: 2 })],
    events: [{ at: '2026-03-11T00:00:00Z', handset: '0001', event: 'erased', wipeId: ERASED }],
    deadLetters: [],
    log: [{ part: 'template', event: 'inert' }],
    functionLog: [{ code: 'record-sealed', line: '{}' }],
    timeouts: 0,
    outages: [],
    restless: [],
    crashes: 0,
  };
}

export const sound = await soundEvidence();

/** The codes that the checker finds once something is otherwise, each once. */
export async function codesWith(otherwise: Partial<Evidence>): Promise<string[]> {
  const found = await checkCrash({ ...sound, ...otherwise });
  return [...new Set(found.map(({ code }) => code))];
}

/** One wipe made otherwise, by its id. */
export function wipesWith(wipeId: string, change: (wipe: Wipe) => Wipe): Pick<Evidence, 'wipes'> {
  return { wipes: sound.wipes.map((wipe) => (wipe.wipeId === wipeId ? change(wipe) : wipe)) };
}
