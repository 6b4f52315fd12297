import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFurtherPeople } from '#demo/further-people.ts';
import { temporaryFolder } from '../local/small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const AIKO = { id: 'aiko', name: 'Aiko Sample', person: 'p-aiko' };
const SUBSCRIBER = { ...AIKO, role: 'subscriber', account: 'a-aiko' };

function fileWith(content: string): string {
  const file = join(folder.path, 'people.json');
  writeFileSync(file, content);
  return file;
}

const read = (people: unknown) => readFurtherPeople(fileWith(JSON.stringify(people)));

describe('a file with further people', () => {
  test('gives each the claims of their role, and its scope alone', async () => {
    const people = await read([
      { ...SUBSCRIBER, description: 'One line', ways: ['password'] },
      { ...AIKO, id: 'aiko-at-work', role: 'shop', shop: 'shop-2' },
      { ...AIKO, id: 'aiko-above', role: 'approver' },
    ]);

    expect(people).toEqual([
      {
        ...{ id: 'aiko', name: 'Aiko Sample', description: 'One line', ways: ['password'] },
        claims: { person: 'p-aiko', account: 'a-aiko', role: 'subscriber' },
        scopes: ['remote-wipe/subscriber'],
      },
      {
        ...{ id: 'aiko-at-work', name: 'Aiko Sample', description: '' },
        claims: { person: 'p-aiko', shop: 'shop-2', role: 'shop' },
        scopes: ['remote-wipe/shop'],
      },
      {
        ...{ id: 'aiko-above', name: 'Aiko Sample', description: '' },
        claims: { person: 'p-aiko', role: 'approver' },
        scopes: ['remote-wipe/approver'],
      },
    ]);
  });

  test.each([
    ['a role that nobody has', [{ ...SUBSCRIBER, role: 'root' }]],
    ['a subscriber without an account', [{ ...AIKO, role: 'subscriber' }]],
    ['a clerk without a shop', [{ ...AIKO, role: 'shop' }]],
    ['an operator with a shop', [{ ...AIKO, role: 'ops', shop: 'shop-1' }]],
    ['a claim that nobody knows', [{ ...SUBSCRIBER, acr: '2' }]],
    ['a way that nobody knows', [{ ...SUBSCRIBER, ways: ['by-face'] }]],
    ['the id of a sample person', [{ ...SUBSCRIBER, id: 'hanako' }]],
    ['an id twice', [SUBSCRIBER, SUBSCRIBER]],
    ['something else than a list', SUBSCRIBER],
  ])('is refused with %s', async (_, people) => {
    await expect(read(people)).rejects.toThrow(/people\.json is no list of people/);
  });

  test('is refused where it is no JSON', async () => {
    await expect(readFurtherPeople(fileWith('['))).rejects.toThrow(/no list of people/);
  });
});
