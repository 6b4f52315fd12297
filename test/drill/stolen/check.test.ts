import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { HOUR, SECOND } from '#domain/wipe/settings.ts';
import { startOf } from '#drill/stolen/check/windows.ts';
import { NOW } from '../../domain/builders.ts';
import { wiped } from '../wiped.ts';
import {
  codesWith,
  lost,
  refusal,
  sound,
  stolen,
  THIEF,
  WINDOW,
  wipesWith,
  withWipe,
} from './sound-evidence.ts';

const without = <Item>(list: readonly Item[], isMeant: (item: Item) => boolean) =>
  list.filter((item) => !isMeant(item));
const isOf = (name: string) => (item: { enrolmentId: string }) => item.enrolmentId === digest(name);

test('the checker of stolen sign-ins finds nothing where every promise was kept', () => {
  expect(codesWith({})).toEqual([]);
});

describe('of limits, it finds', () => {
  test('a clerk with one more in an hour', () => {
    const total = sound.limits.filter(({ rule }) => rule !== 'total' && rule !== 'shop');
    const roomy = sound.limits.flatMap((limit) =>
      total.includes(limit) ? [limit] : [{ ...limit, most: 9 }],
    );

    const codes = codesWith({ ...withWipe('thief', stolen('stolen-3', NOW + 3)), limits: roomy });

    expect(codes).toEqual(['limit-exceeded']);
  });

  test('nothing in one more of the next hour', () => {
    const roomy = sound.limits.map((limit) =>
      limit.rule === 'total' ? { ...limit, most: 9 } : limit,
    );

    const codes = codesWith({
      ...withWipe('thief', stolen('stolen-3', NOW + HOUR)),
      limits: roomy,
    });

    expect(codes).toEqual([]);
  });

  test('more of a clerk on their own word than the soft limit has, unless a second person agreed', () => {
    const limits = sound.limits.map((limit) =>
      limit.rule === 'clerk' ? { ...limit, alone: 1 } : limit,
    );
    const agreed = wipesWith('stolen-2', (wipe) => ({
      ...wipe,
      approval: { reasons: ['clerk-over-soft-limit'], approvedBy: 'approver-1' },
    }));

    expect(codesWith({ limits })).toEqual(['approval-missing']);
    expect(codesWith({ limits, ...agreed })).toEqual([]);
  });

  test('a soft limit that nobody showed', () => {
    const limits = sound.limits.map(({ alone: _, ...limit }) => limit);

    expect(codesWith({ limits })).toEqual(['limit-not-shown']);
  });

  test.each(['shop', 'account', 'total'] as const)('the %s over its own', (rule) => {
    const limits = sound.limits.map((limit) =>
      limit.rule === rule ? { ...limit, most: 0 } : limit,
    );

    expect(codesWith({ limits })).toEqual(['limit-exceeded']);
  });

  test('a business account over its own, and not over that of others', () => {
    const own = wiped({
      ...{ name: 'own', requestedAt: NOW, letOutAt: NOW + WINDOW, account: 'a-company' },
      requestedBy: THIEF,
    });
    const limits = sound.limits.map((limit) =>
      limit.rule === 'total'
        ? { ...limit, most: 9 }
        : { ...limit, most: limit.rule === 'business' ? 0 : 2 },
    );

    const codes = codesWith({ ...withWipe('thief', own), limits, businessAccounts: ['a-company'] });

    expect(codes).toEqual(['limit-exceeded']);
  });

  test('one that nobody shows', () => {
    const limits = without(sound.limits, ({ rule }) => rule === 'shop');

    expect(codesWith({ limits })).toEqual(['limit-not-shown']);
  });

  test('days as they are in Japan', () => {
    const evening = Date.parse('2026-03-11T14:59:59Z');

    expect(startOf('day', evening + SECOND)).toBe(startOf('day', evening) + 24 * HOUR);
    expect(startOf('5min', evening + SECOND)).toBe(evening + SECOND);
  });
});

describe('of the others, it finds', () => {
  test('one who was refused', () => {
    const asked = sound.asked.map((request) =>
      isOf('lost-3')(request)
        ? { ...refusal('limit-reached', 429), side: 'honest' as const }
        : request,
    );

    expect(codesWith({ asked })).toEqual(['honest-refused']);
  });

  test('one whose wipe is not there', () => {
    const wipes = without(sound.wipes, isOf('lost-3'));

    expect(codesWith({ wipes })).toContain('honest-lost');
  });

  test('one whose files are still there', () => {
    const lives = sound.lives.map((life) =>
      isOf('lost-1')(life) ? { ...life, left: life.planted } : life,
    );

    expect(codesWith({ lives })).toContain('honest-not-erased');
  });

  test('one whose wipe is not settled', () => {
    const unsealed = wipesWith('lost-3', (wipe) => ({ ...wipe, record: undefined }));

    expect(codesWith(unsealed)).toEqual(['honest-not-erased']);
  });

  test('one who was kept back by something else', () => {
    const paused = wiped({
      ...{ name: 'lost-4', requestedAt: NOW, letOutAt: NOW + 2 * WINDOW, heldFor: 'pause' },
      ...{ lineId: 'line-4', requestedBy: 'p-4', account: 'a-4' },
    });
    const limits = sound.limits.map((limit) => ({ ...limit, most: 9 }));

    expect(codesWith({ ...withWipe('honest', paused), limits })).toEqual(['honest-kept-back']);
  });

  test('one who was overtaken', () => {
    const limits = sound.limits.map((limit) => ({ ...limit, most: 9 }));
    const late = lost('lost-4', NOW + 40, NOW + WINDOW - SECOND);

    expect(codesWith({ ...withWipe('honest', late), limits })).toEqual(['overtaken']);
  });

  test('one whom a thief overtook', () => {
    const limits = sound.limits.map((limit) => ({ ...limit, most: 9 }));

    expect(codesWith({ ...withWipe('thief', stolen('late', NOW + 40)), limits })).toEqual([
      'overtaken',
    ]);
  });
});

describe('of the thief, it finds', () => {
  test('that nobody stopped them', () => {
    const asked = sound.asked.map((request) =>
      request.code === undefined ? request : { ...request, code: 'limit-reached' },
    );

    expect(codesWith({ asked })).toEqual(['thief-not-suspended']);
  });

  test('that they are in good standing all the same', () => {
    const standings = sound.standings.map((standing) => ({ ...standing, state: 'good' as const }));

    expect(codesWith({ standings })).toEqual(['thief-not-suspended']);
  });

  test.each([
    ['is broken', { verification: { intact: false }, entries: [{ type: 'suspended' }] }],
    ['has no word of it', { verification: { intact: true }, entries: [] }],
  ])('a journal that %s', (_, journal) => {
    const standings = sound.standings.map((standing) => ({ ...standing, journal }));

    expect(codesWith({ standings })).toEqual(['suspension-not-in-journal']);
  });

  test.each(['clerk-suspended', 'total-limit-reached'])('no line %s in the log', (code) => {
    const functionLog = without(sound.functionLog, (line) => line.code === code);

    expect(codesWith({ functionLog })).toEqual(['alarm-missing']);
  });

  test('no mail to operations', () => {
    expect(codesWith({ alarms: [] })).toEqual(['alarm-missing']);
    const ofAnother = sound.alarms.map((mail) => ({ ...mail, text: 'A clerk\np-other' }));
    expect(codesWith({ alarms: ofAnother })).toEqual(['alarm-missing']);
  });

  test('a request that was never answered', () => {
    const asked = [...sound.asked, { ...refusal('x'), status: 0 }];

    expect(codesWith({ asked })).toEqual(['server-error-answered']);
  });

  test('an attack of which nothing was taken', () => {
    const asked = sound.asked.map((request) =>
      request.side === 'thief' ? refusal('clerk-suspended') : request,
    );

    expect(codesWith({ asked })).toEqual(['attack-without-effect']);
  });
});

describe('of handsets, it finds', () => {
  test('a target that was erased without a wipe', () => {
    const wipes = without(sound.wipes, isOf('stolen-2'));
    const asked = without(sound.asked, isOf('stolen-2'));

    expect(codesWith({ wipes, asked })).toContain('erased-without-wipe');
  });

  test('one that was erased twice', () => {
    expect(codesWith({ events: [...sound.events, ...sound.events] })).toEqual(['erased-twice']);
  });

  test('a process that died', () => {
    expect(codesWith({ crashes: 1 })).toEqual(['handset-process-crashed']);
  });

  test('a letter that was not delivered, and a repair that failed', () => {
    const functionLog = [...sound.functionLog, { code: 'repair-failed', line: '{}' }];

    expect(codesWith({ deadLetters: [{ queue: 'q', body: '{}' }], functionLog })).toEqual([
      'repair-failed-logged',
      'dead-letter',
    ]);
  });

  test('a wipe whose audit was changed', () => {
    const rewritten = wipesWith('lost-1', (wipe) => ({
      ...wipe,
      events: wipe.events.map((event) => ({ ...event, at: event.at - 1 })),
    }));

    expect(codesWith(rewritten)).toContain('chain-broken');
  });
});
