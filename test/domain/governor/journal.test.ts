import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#domain/audit/digest.ts';
import { append, type Entry, trusted, verifyJournal } from '#domain/governor/journal.ts';

const SCOPE = 'dispatch';

/** A journal of that many entries. */
function aJournal(length: number, scope = SCOPE): Entry[] {
  const entries: Entry[] = [];
  for (let i = 0; i < length; i++)
    entries.push(
      append(scope, entries.at(-1), {
        at: 1_000 + i,
        type: 'paused',
        by: { kind: 'person', id: 'person-1' },
        reason: `reason ${i}`,
        state: { turn: i },
      }),
    );
  return entries;
}

const journal = aJournal(5);
const head = journal.at(-1)?.hash;

/** With the hash made anew over the changed entry, as an insider would. */
const rehashed = (n: number, change: Partial<Entry>) =>
  journal.map(({ hash, ...content }) =>
    content.n === n
      ? { ...content, ...change, hash: digestOf({ ...content, ...change }) }
      : { ...content, hash },
  );

function entry(n: number): Entry {
  const found = journal[n - 1];
  if (found === undefined) throw new RangeError(`no entry ${n}`);
  return found;
}

describe('a journal', () => {
  test('verifies as it was written, and names its length and head', () => {
    expect(verifyJournal(SCOPE, journal)).toEqual({ intact: true, entries: 5, head });
  });

  test('verifies empty', () => {
    expect(verifyJournal(SCOPE, [])).toMatchObject({ intact: true, entries: 0 });
  });

  test.each<[string, readonly Entry[], number, string]>([
    ['an edited reason', journal.with(1, { ...entry(2), reason: 'another' }), 2, 'content'],
    ['an edited state', journal.with(4, { ...entry(5), state: { turn: 9 } }), 5, 'content'],
    ['an edit with a new hash', rehashed(2, { reason: 'another' }), 3, 'link'],
    ['a deleted first entry', journal.slice(1), 1, 'number'],
    ['a deleted entry', journal.toSpliced(2, 1), 3, 'number'],
    ['swapped entries', journal.with(1, entry(3)).with(2, entry(2)), 2, 'number'],
    ['a doubled entry', journal.toSpliced(2, 0, entry(2)), 3, 'number'],
    ['an entry of another journal', journal.with(2, entryOfAnother()), 3, 'link'],
  ])('shows %s and where', (_, tampered, at, why) => {
    expect(verifyJournal(SCOPE, tampered)).toEqual({ intact: false, at, why });
  });

  test('fits no other scope', () => {
    expect(verifyJournal('clerk-standing#1', journal)).toMatchObject({ intact: false, at: 1 });
  });

  test('shows against a place known from the log that its end was cut off', () => {
    const known = { n: 5, hash: entry(5).hash };

    expect(verifyJournal(SCOPE, journal, known)).toMatchObject({ intact: true });
    expect(verifyJournal(SCOPE, journal.slice(0, 3), known)).toEqual({
      intact: false,
      at: 4,
      why: 'cut',
    });
  });

  test('shows against a place known from the log that all of it was written anew', () => {
    const known = { n: 2, hash: entry(2).hash };
    const forged = aJournal(5).map(({ hash: _, n: __, previous: ___, ...content }) => content);
    const anew: Entry[] = [];
    for (const content of forged)
      anew.push(append(SCOPE, anew.at(-1), { ...content, reason: 'forged' }));

    expect(verifyJournal(SCOPE, anew)).toMatchObject({ intact: true });
    expect(verifyJournal(SCOPE, anew, known)).toEqual({ intact: false, at: 2, why: 'rewritten' });
  });

  test('shows every change of one member of one entry', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: journal.length }),
        fc.constantFrom('n', 'at', 'type', 'by', 'reason', 'of', 'count', 'state', 'previous'),
        fc.jsonValue(),
        (n, name, value) => {
          const before = new Map<string, unknown>(Object.entries(entry(n))).get(name);
          fc.pre(JSON.stringify(value) !== JSON.stringify(before));
          const tampered = journal.with(n - 1, { ...entry(n), [name]: value });

          expect(verifyJournal(SCOPE, tampered)).toMatchObject({ intact: false, at: n });
        },
      ),
    );
  });
});

describe('the newest entry', () => {
  test('is trusted as it was written', () => {
    expect(trusted(entry(5), 5)).toBe(entry(5));
  });

  test.each([
    ['altered', { ...entry(5), state: { turn: 0 } }, 5],
    ['in the place of another number', entry(5), 6],
  ])('is not trusted when it is %s', (_, found, n) => {
    expect(() => trusted(found, n)).toThrow(expect.objectContaining({ code: 'journal-broken' }));
  });
});

function entryOfAnother(): Entry {
  const other = aJournal(5, 'clerk-standing#1')[2];
  if (other === undefined) throw new RangeError('no such entry');
  return other;
}
