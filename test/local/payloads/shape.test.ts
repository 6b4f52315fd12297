import { describe, expect, test } from '@jest/globals';
import { differences, documented, formatOf } from './shape.ts';

const sample = documented.parse({
  source: 'https://docs.aws.amazon.com/',
  maps: ['headers', 'list[].tags'],
  absent: { left: 'out' },
  sample: {
    id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
    at: '2015-10-08T16:53:06Z',
    count: 1,
    left: true,
    headers: { one: 'value' },
    list: [{ arn: 'arn:aws:sns:eu-west-1:123456789012:topic', tags: { a: 1 } }],
  },
});
const payload = {
  id: '11111111-2222-4333-8444-555555555555',
  at: '2026-01-31T12:00:00Z',
  count: 7,
  headers: { other: 'text', more: 'text' },
  list: [{ arn: 'arn:aws:sns:ap-northeast-1:000000000000:other', tags: {} }],
};

describe('a payload', () => {
  test('of the same members, types and formats is as documented', () => {
    expect(differences(payload, sample)).toEqual([]);
  });

  test.each<[string, object]>([
    ['id is missing', { id: undefined }],
    ['more is not documented', { more: 1 }],
    ['left is not documented', { left: true }],
    ['count is digits, not an integer', { count: '7' }],
    ['count is a number, not an integer', { count: 1.5 }],
    ['count is null, not an integer', { count: null }],
    ['id is text, not a UUID', { id: 'one' }],
    ['at is a time with milliseconds, not a time in seconds', { at: '2026-01-31T12:00:00.000Z' }],
    ['headers.other is an integer, not text', { headers: { other: 1 } }],
    ['list is an object, not an array', { list: {} }],
    ['list differs in length', { list: [] }],
    ['list[].arn is text, not an ARN of sns ', { list: [{ arn: 'topic', tags: {} }] }],
    ['list[].tags is missing', { list: [...payload.list, { arn: payload.list[0]?.arn }] }],
  ])('differs where %s', (difference, change) => {
    const changed: unknown = JSON.parse(JSON.stringify({ ...payload, ...change }));

    expect(differences(changed, sample)).toEqual([difference]);
  });

  test('of another type differs as a whole', () => {
    expect(differences('text', sample)).toEqual(['the payload is text, not an object']);
  });
});

test.each([
  ['arn:aws:lambda:ap-northeast-1:000000000000:function:f', 'an ARN of lambda function:'],
  ['arn:aws:events:ap-northeast-1:000000000000:rule/r', 'an ARN of events rule/'],
  ['arn:aws:iam::000000000000:role/r', 'an ARN of iam role/'],
  ['12/Mar/2020:19:03:58 +0000', 'a time of a log'],
  ['1677112433437', 'digits'],
  ['ad06616e51cdf74a', 'eight bytes'],
  ['192.0.2.1', 'an IP address'],
  ['JKJaXmPLvHcESHA=', 'text'],
])('%s is %s', (text, format) => {
  expect(formatOf(text)).toBe(format);
});
