import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Contact, ContactAddress, Line } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { contactsForCode, contactsToTell } from '#functions/line/contacts.ts';
import { aLine, LINE_ID, NOW } from '#test/domain/builders.ts';

const OWN = '+819012345678';
const mail = (address: string): ContactAddress => ({ kind: 'mail', address });
const sms = (address: string, lineId?: string): ContactAddress => ({
  kind: 'sms',
  address,
  ...(lineId !== undefined && { lineId }),
});
const stood = (days: number, present: ContactAddress, previous?: ContactAddress): Contact => ({
  ...present,
  changedAt: NOW - days * DAY,
  ...(previous && { previous }),
});
const addressesToTell = (line: Line) => contactsToTell(line, NOW).map(({ contact }) => contact);
const NEW = mail('new@example.com');
const OLD = mail('old@example.com');

describe('news go', () => {
  test.each<[string, Contact[], ContactAddress[]]>([
    ['to mail and SMS', [stood(90, OLD), stood(90, sms('+8190'))], [OLD, sms('+8190')]],
    [
      'to another line of the account',
      [stood(90, sms('+8190', 'line-2'))],
      [sms('+8190', 'line-2')],
    ],
    ['not to the line itself, by its id', [stood(90, sms('+8190', LINE_ID))], []],
    ['not to the line itself, by its number', [stood(90, sms(OWN))], []],
    [
      'not to the line itself, by its number as people type it',
      [stood(90, sms('09012345678'))],
      [],
    ],
    ['to the old contact too, just changed', [stood(0, NEW, OLD)], [NEW, OLD]],
    ['to the old contact too, until seven days are over', [stood(6.99, NEW, OLD)], [NEW, OLD]],
    ['to the new contact alone, once it has stood for seven days', [stood(7, NEW, OLD)], [NEW]],
    ['to a new contact that replaced none', [stood(0, NEW)], [NEW]],
    ['to the old contact where the new one is the line itself', [stood(1, sms(OWN), OLD)], [OLD]],
    [
      'not to an old contact that is the line itself',
      [stood(1, NEW, sms('+8190', LINE_ID))],
      [NEW],
    ],
    ['once to an address that is there twice', [stood(1, NEW, OLD), stood(90, OLD)], [NEW, OLD]],
    ['nowhere where there is no contact', [], []],
  ])('%s', (_, contacts, told) => {
    expect(addressesToTell(aLine({ contacts }))).toEqual(told);
  });
});

describe('of those who are told', () => {
  const standing = (contacts: Contact[]) =>
    contactsToTell(aLine({ contacts }), NOW).flatMap(({ contact, hasStood }) =>
      hasStood ? contact : [],
    );

  test.each<[string, Contact[], ContactAddress[]]>([
    ['a contact of seven days', [stood(7, NEW)], [NEW]],
    ['a contact of six days', [stood(6, NEW)], []],
    ['what the contact was before', [stood(1, NEW, OLD)], [OLD]],
    ['an address that is there twice, new and old', [stood(1, OLD), stood(90, OLD)], [OLD]],
  ])('%s has stood or has not', (_, contacts, expected) => {
    expect(standing(contacts)).toEqual(expected);
  });
});

describe('whatever the contacts are', () => {
  const address = fc.constantFrom(NEW, OLD, sms('+8190'), sms(OWN), sms('+8191', LINE_ID));
  const contact = fc
    .record({ present: address, days: fc.double({ min: 0, max: 14, noNaN: true }) })
    .chain(({ present, days }) =>
      fc.option(address, { nil: undefined }).map((previous) => stood(days, present, previous)),
    );
  const contacts = fc.array(contact, { maxLength: 5 });
  const isOwn = (each: ContactAddress) => each.lineId === LINE_ID || each.address === OWN;

  test('none of those told is the line itself, and none is told twice', () => {
    fc.assert(
      fc.property(contacts, (given) => {
        const told = addressesToTell(aLine({ contacts: given }));

        expect(told.filter(isOwn)).toEqual([]);
        expect(new Set(told.map((each) => each.kind + each.address)).size).toBe(told.length);
      }),
    );
  });

  test('every contact is told that is not the line, and behind it whoever had it until lately', () => {
    fc.assert(
      fc.property(contacts, (given) => {
        const told = addressesToTell(aLine({ contacts: given })).map((each) => each.address);

        for (const { changedAt, previous, ...present } of given) {
          if (!isOwn(present)) expect(told).toContain(present.address);
          if (previous && !isOwn(previous) && changedAt > NOW - 7 * DAY)
            expect(told).toContain(previous.address);
        }
      }),
    );
  });

  test('a code never goes where the news do not, nor to a contact before its time', () => {
    fc.assert(
      fc.property(contacts, (given) => {
        const line = aLine({ contacts: given });
        const told = addressesToTell(line).map((each) => each.address);

        for (const { address: to, changedAt } of contactsForCode(line, NOW)) {
          expect(told).toContain(to);
          expect(changedAt).toBeLessThanOrEqual(NOW - 7 * DAY);
        }
      }),
    );
  });
});
