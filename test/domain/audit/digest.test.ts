import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, digest, digestOf } from '#domain/audit/digest.ts';

describe('canonical JSON (RFC 8785)', () => {
  // Section 3.2.3 and appendix B give these by their characters and bits.
  test.each<[string, unknown, string]>([
    ['literals', [null, true, false], '[null,true,false]'],
    ['no white space', { a: [1, 2], b: {} }, '{"a":[1,2],"b":{}}'],
    ['escapes of control characters', '\b\t\n\f\r\u0001', '"\\b\\t\\n\\f\\r\\u0001"'],
    ['quotes and backslashes', '"\\/', '"\\"\\\\/"'],
    ['other characters as they are', '\u20ac\u0080\u{1f602}', '"\u20ac\u0080\u{1f602}"'],
    ['minus zero', -0, '0'],
    ['the least number', 5e-324, '5e-324'],
    ['the greatest number', Number.MAX_VALUE, '1.7976931348623157e+308'],
    ['a number at the edge of the exponent', 1e21, '1e+21'],
    ['a number below that edge', 1e20, '100000000000000000000'],
    ['a small number', 0.000001, '0.000001'],
    ['a smaller number', 1e-7, '1e-7'],
    ['a fraction', 333333333.3333333, '333333333.3333333'],
    ['absent members', { a: undefined, b: 1 }, '{"b":1}'],
    [
      'members by UTF-16 code units',
      {
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\u{1f600}': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
      },
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control",' +
        '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",' +
        '"\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
  ])('writes %s', (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  test.each<[string, unknown]>([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['nothing in a list', [undefined]],
    ['a lone surrogate', '\ud83d'],
    ['a lone surrogate in a name', { '\udead': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(expect.objectContaining({ code: 'not-canonical' }));
  });

  test('says the same JSON value again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order of members', () => {
    const members = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(
        members.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([one, other]) => {
          expect(digestOf(Object.fromEntries(one))).toBe(digestOf(Object.fromEntries(other)));
        },
      ),
    );
  });
});

const shuffled = <T>(list: T[]) =>
  fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length });

describe('digest', () => {
  test('is the SHA-256 of the UTF-8 bytes in base64url', () => {
    const expected = createHash('sha256').update(Buffer.from('遠隔初期化')).digest('base64url');

    expect(digest('遠隔初期化')).toBe(expected);
    expect(digest('遠隔初期化')).toHaveLength(43);
  });
});
