import { describe, expect, test } from '@jest/globals';
import type { Item } from '#drill/crash/evidence.ts';
import { type Allowance, type Stored, undueChanges } from '#drill/fuzz/changes.ts';
import { type Deed, Deeds } from '#drill/fuzz/deeds.ts';

const LINE = { lineId: 'l', account: 'a', version: 1, codesSentAt: [] };
const OWNERS_LINE = { ...LINE, lineId: 'own' };
const REQUESTED = event('requested', { person: 'p-owner' });
const WIPE = {
  ...{ enrolmentId: 'e-wiped', attempt: 1, wipeId: 'e-wiped.1', state: 'waiting-for-handset' },
  ...{ version: 2, countedIn: ['account#a|day 1.0'] },
  events: [REQUESTED, event('released', { to: 'waiting-for-handset' })],
};
const NEW = {
  ...{ enrolmentId: 'e-target', attempt: 1, wipeId: 'e-target.1', state: 'requested' },
  ...{ countedIn: ['account#a|day 1.0'], events: [REQUESTED] },
};
const COUNT = {
  ...{ scope: 'account#a', window: 'day 1.0', expiresAt: 9 },
  ...{ ids: new Set(['e-wiped.1']), 'e-wiped.1': new Set(['call']) },
};
const ENTRY = {
  ...{ scope: 'dispatch', window: '0000000001', type: 'paused' },
  by: { kind: 'person', id: 'p-operator' },
};
const PAUSED: Deed = { about: 'dispatch', type: 'paused', by: 'p-operator' };

/** By the service unless a person is named. */
function event(type: string, { person = '', to = 'requested' } = {}) {
  const by = person ? { kind: 'person', id: person } : { kind: 'service', id: 'dispatch' };
  return { n: 1, at: 1, type, by, to, previous: 'p', hash: 'h' };
}
const movedOn = (wipe: Item, ...events: readonly ReturnType<typeof event>[]) => ({
  ...wipe,
  events: [...WIPE.events, ...events],
  state: events.at(-1)?.to ?? wipe['state'],
});
const to = (state: string, person?: string) => ({ to: state, ...(person && { person }) });

const HELD = movedOn({ ...WIPE, hold: true }, event('hold-set', to('held', 'p-operator')));
const CANCELLED = movedOn(WIPE, event('cancelled', to('cancelled', 'p-owner')));
const onWipe = (type: string, by: string): Deed => ({ about: 'e-wiped.1', type, by });

/** A count of the hour with one wipe in it. */
const countFor = (scope: string, wipeId: string): Item => ({
  ...{ scope, window: 'hour 1.0', expiresAt: 9 },
  ...{ ids: new Set([wipeId]), [wipeId]: new Set(['call']) },
});

type Tables = Readonly<Record<string, readonly Item[]>>;
const USUAL: Tables = {
  LinesTable: [LINE, OWNERS_LINE],
  EnrolmentsTable: [],
  WipesTable: [WIPE],
  GovernorTable: [COUNT],
};
const KEYS: Readonly<Record<string, readonly string[]>> = {
  LinesTable: ['lineId'],
  EnrolmentsTable: ['enrolmentId'],
  WipesTable: ['enrolmentId', 'attempt'],
  GovernorTable: ['scope', 'window'],
};

function stored(changed: Tables = {}, addresses: readonly string[] = []): Stored {
  const message = { at: 0, kind: 'mail', body: '' } as const;
  return {
    tables: Object.entries({ ...USUAL, ...changed }).map(([name, items]) => {
      return { name, key: KEYS[name] ?? [], items, indexes: [] };
    }),
    messages: addresses.map((address, id) => ({ ...message, id, to: address })),
  };
}

function codes(
  now: Stored,
  { done = [], ...allowed }: Partial<Allowance> & { done?: Deed[] } = {},
) {
  const deeds = new Deeds();
  for (const deed of done) deeds.add(deed);
  const allowance: Allowance = {
    targets: new Map([['e-target', 'p-owner']]),
    opened: new Set(['e-target.1']),
    deeds,
    codedLines: new Set(['own']),
    isDue: (message) => message.to === 'owner@example.com',
    ...allowed,
  };
  return undueChanges(stored(), now, allowance).map(({ code }) => code);
}

describe('what sound requests and time may leave', () => {
  test.each<[string, Tables, Deed[]]>([
    ['nothing', {}, []],
    [
      'a code to enrol with, which anybody may ask for',
      { LinesTable: [{ ...LINE, codesSentAt: [1], version: 2 }, OWNERS_LINE] },
      [],
    ],
    [
      'a code to step up with, of the owner’s',
      { LinesTable: [LINE, { ...OWNERS_LINE, stepUpCode: {}, version: 2 }] },
      [],
    ],
    [
      'a notice more',
      { WipesTable: [movedOn({ ...WIPE, notices: 2 }, event('notified', to(WIPE.state)))] },
      [],
    ],
    ['the wipe that was answered', { WipesTable: [WIPE, NEW] }, []],
    [
      'the wipe that was answered in its count',
      {
        WipesTable: [WIPE, NEW],
        GovernorTable: [
          { ...COUNT, ids: new Set(['e-wiped.1', 'e-target.1']), 'e-target.1': new Set(['x']) },
        ],
      },
      [],
    ],
    [
      'a search for a line',
      {
        GovernorTable: [
          COUNT,
          {
            scope: 'clerk-searches#p-clerk',
            window: 'hour 1.0',
            ids: new Set(['a search']),
            'a search': new Set(['a search']),
            expiresAt: 9,
          },
        ],
      },
      [],
    ],
    [
      'a request of a clerk’s',
      {
        WipesTable: [WIPE, NEW],
        GovernorTable: [COUNT, countFor('clerk-requests#p-clerk', 'e-target.1')],
      },
      [],
    ],
    [
      'a cancellation of an operator’s',
      {
        WipesTable: [CANCELLED],
        GovernorTable: [COUNT, countFor('operator#p-operator', 'e-wiped.1')],
      },
      [onWipe('cancelled', 'p-owner')],
    ],
    [
      'a cancellation of an operator’s that lost its race',
      {
        WipesTable: [CANCELLED],
        GovernorTable: [COUNT, { scope: 'operator#p-operator', window: 'hour 1.0', expiresAt: 9 }],
      },
      [onWipe('cancelled', 'p-owner')],
    ],
    ['a cancellation', { WipesTable: [CANCELLED] }, [onWipe('cancelled', 'p-owner')]],
    [
      'a cancelled wipe off its count',
      {
        WipesTable: [{ ...CANCELLED, countedIn: undefined }],
        GovernorTable: [{ scope: 'account#a', window: 'day 1.0', expiresAt: 9 }],
      },
      [onWipe('cancelled', 'p-owner')],
    ],
    ['a hold', { WipesTable: [HELD] }, [onWipe('hold-set', 'p-operator')]],
    ['an entry of a journal', { GovernorTable: [COUNT, ENTRY] }, [PAUSED]],
    [
      'what a pause keeps back',
      {
        GovernorTable: [COUNT, ENTRY],
        WipesTable: [movedOn({ ...WIPE, heldFor: 'pause' }, event('held', to('held')))],
      },
      [PAUSED],
    ],
  ])('%s', (_, now, done) => {
    expect(codes(stored(now), { done })).toEqual([]);
  });
});

describe('what nothing may leave', () => {
  test.each<[string, Tables, Deed[]]>([
    ['another owner', { LinesTable: [{ ...LINE, account: 'b' }, OWNERS_LINE] }, []],
    ['a line more', { LinesTable: [LINE, OWNERS_LINE, { ...LINE, lineId: 'm' }] }, []],
    ['a line fewer', { LinesTable: [LINE] }, []],
    [
      'a code to step up with on a line whose owner asked for none',
      { LinesTable: [{ ...LINE, stepUpCode: {} }, OWNERS_LINE] },
      [],
    ],
    ['an enrolment', { EnrolmentsTable: [{ enrolmentId: 'e' }] }, []],
    [
      'a wipe of the same handset that nobody was told of',
      { WipesTable: [WIPE, { ...NEW, enrolmentId: 'e-wiped', attempt: 2, wipeId: 'e-wiped.2' }] },
      [],
    ],
    [
      'a second wipe of the target',
      { WipesTable: [WIPE, { ...NEW, attempt: 2, wipeId: 'e-target.2' }] },
      [],
    ],
    [
      'a wipe of the target that somebody else asked for',
      { WipesTable: [WIPE, { ...NEW, events: [event('requested', { person: 'p-other' })] }] },
      [],
    ],
    ['a cancellation that nobody made', { WipesTable: [CANCELLED] }, []],
    [
      'a cancellation by another person than was answered',
      { WipesTable: [CANCELLED] },
      [onWipe('cancelled', 'p-clerk')],
    ],
    [
      'an act more often than it was done',
      {
        WipesTable: [
          movedOn(
            { ...WIPE, hold: true },
            ...[1, 2].map(() => event('hold-set', to('held', 'p-operator'))),
          ),
        ],
      },
      [onWipe('hold-set', 'p-operator')],
    ],
    ['a hold without its event', { WipesTable: [{ ...WIPE, hold: true }] }, []],
    ['another state than the last event’s', { WipesTable: [{ ...WIPE, state: 'held' }] }, []],
    [
      'a wipe that was let go',
      { WipesTable: [movedOn(WIPE, event('command-issued', to('issued')))] },
      [],
    ],
    [
      'an audit that was written anew',
      { WipesTable: [{ ...WIPE, events: WIPE.events.toReversed(), state: 'requested' }] },
      [],
    ],
    [
      'what is kept back though nobody paused',
      { WipesTable: [movedOn({ ...WIPE, heldFor: 'pause' }, event('held', to('held')))] },
      [],
    ],
    [
      'approval of a wipe by what an act does not bring',
      { WipesTable: [{ ...HELD, approval: { reasons: [], approvedBy: 'p' } }] },
      [onWipe('hold-set', 'p-operator')],
    ],
    [
      'a count of a wipe that is none',
      { GovernorTable: [{ ...COUNT, ids: new Set(['e-wiped.1', 'x.1']) }] },
      [],
    ],
    [
      'a count that its wipe does not know of',
      {
        WipesTable: [WIPE, { ...NEW, countedIn: [] }],
        GovernorTable: [{ ...COUNT, ids: new Set(['e-wiped.1', 'e-target.1']) }],
      },
      [],
    ],
    [
      'a request counted for a clerk that nobody made',
      { GovernorTable: [COUNT, countFor('clerk-requests#p-clerk', 'e-other.1')] },
      [],
    ],
    [
      'a cancellation counted for an operator that nobody made',
      { GovernorTable: [COUNT, countFor('operator#p-operator', 'e-wiped.1')] },
      [],
    ],
    [
      'a count without a wipe that goes on',
      { GovernorTable: [{ ...COUNT, ids: new Set(), 'e-wiped.1': undefined }] },
      [],
    ],
    ['a count that is kept for ever', { GovernorTable: [{ ...COUNT, expiresAt: 10 }] }, []],
    ['no count', { GovernorTable: [] }, []],
    ['an entry that nobody made', { GovernorTable: [COUNT, ENTRY] }, []],
    [
      'an entry more often than it was made',
      { GovernorTable: [COUNT, ENTRY, { ...ENTRY, window: '0000000002' }] },
      [PAUSED],
    ],
    [
      'an entry of another kind',
      { GovernorTable: [COUNT, { ...ENTRY, type: 'resumed' }] },
      [PAUSED],
    ],
  ])('%s', (_, now, done) => {
    expect(codes(stored(now), { done })).toEqual(['changed-without-right']);
  });

  test('an entry of a journal that is not as it was', () => {
    const before = stored({ GovernorTable: [ENTRY] });
    const now = stored({ GovernorTable: [{ ...ENTRY, reason: 'another' }] });
    const allowance: Allowance = {
      ...{ targets: new Map(), opened: new Set(), deeds: new Deeds(), codedLines: new Set() },
      isDue: () => true,
    };

    expect(undueChanges(before, now, allowance)).toHaveLength(1);
  });

  test.each(['clerk-requests#p-clerk', 'operator#p-operator', 'clerk-searches#p-clerk'])(
    'what %s was counted for and is not any more, though the wipe was cancelled',
    (scope) => {
      const before = stored({ GovernorTable: [{ ...COUNT, scope }] });
      const now = stored({ GovernorTable: [{ scope, window: 'day 1.0', expiresAt: 9 }] });
      const deeds = new Deeds();
      deeds.add(onWipe('cancelled', 'p-operator'));
      const allowance: Allowance = {
        ...{ targets: new Map(), opened: new Set(), deeds, codedLines: new Set() },
        isDue: () => true,
      };

      expect(undueChanges(before, now, allowance)).toHaveLength(1);
    },
  );

  test('a message to somebody else', () => {
    expect(codes(stored({}, ['owner@example.com', 'stranger@example.com']))).toEqual([
      'message-to-a-stranger',
    ]);
  });
});
