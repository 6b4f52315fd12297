/** Values and texts that break readers: wrong kinds, wrong sizes, odd characters, names that JavaScript gives a meaning. */

/** Something for one member of a JSON body, as JSON text. */
export const HOSTILE_VALUES: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '-0', '1e308', '1e999', '0.1', '9007199254740993'],
  ...['""', '" "', '"null"', '"__proto__"', '"constructor"', '"\\u0000"', '"\\ud800"'],
  ...['"00000000"', '"0000000"', '"٠٠٠٠٠٠٠٠"', '"0x000000"', '0', '["00000000"]'],
  ...['"\\u202e"', '"０９０"', '"é"', '"e\\u0301"', '"<script>"', '"{{7*7}}"'],
  ...['"\' OR 1=1 --"', '"{\\"S\\":\\"x\\"}"', '"../../etc/passwd"', '"a\\r\\nx-injected: 1"'],
  ...['[]', '[[]]', '[null]', '{}', '{"$gt":""}', '{"S":"x"}', '{"__proto__":{"admin":true}}'],
  ...['{"toString":1}', '{"then":1}', '{"length":-1}', `"${'9'.repeat(300)}"`],
  `"${'x'.repeat(20_000)}"`,
  `[${'"X",'.repeat(3_000)}"X"]`,
  `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
];

/** Bodies that are no JSON object at all, or not in the encoding that JSON has. */
export const HOSTILE_BODIES: readonly (string | Buffer)[] = [
  ...['', ' ', '{', '}', '[', '{}{}', 'null', '0', '"x"', '[]', 'NaN', 'undefined', "{'a':1}"],
  ...['{"a":1,}', '{"a":01}', '{a:1}', '{"a":"\t"}', '// x\n{}', '\ufeff{}', '<a/>', 'a=1&b=2'],
  '['.repeat(16_000),
  `{"a":"${'x'.repeat(40_000)}"}`,
  Buffer.from('{"a":1}', 'utf16le'),
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==', 'base64'),
];

/** Something for one segment of a path, encoded as it is sent. */
export const HOSTILE_SEGMENTS: readonly string[] = [
  ...[
    '%00',
    '%0d%0ax-injected:%201',
    '%2e%2e',
    '..',
    '.',
    '..%2f..',
    '%2f',
    '%5c',
    '%ff',
    '%c0%af',
  ],
  ...[
    '%',
    '%zz',
    '%u0041',
    '*',
    '$default',
    'null',
    'undefined',
    'NaN',
    '__proto__',
    'constructor',
  ],
  ...['line-0001%20', 'line-0001;a=b', '%E2%80%AE', '%F0%9F%92%A9', "'%20OR%201=1", '%7B%7D', '-1'],
  ...['0', '1e3', `${'a'.repeat(43)}.1`, `${'a'.repeat(43)}.0`, `${'a'.repeat(43)}.99999`],
  'a'.repeat(64),
  'a'.repeat(4_000),
];

/** Something for the value of a header, as far as a client can send it. */
export const HOSTILE_HEADERS: readonly string[] = [
  ...['', ' ', '0', '-1', '*', ',', ',,,', '"', '"""', "'", 'null', '__proto__', 'W/', 'W/"', '{}'],
  ...['\u00e9', '\u00ff', '../..', '{{7*7}}', 'a, b', 'a;b=c', '\t', 'bytes=0-1', '%00'],
  'a'.repeat(129),
  'a'.repeat(4_000),
];

/** Headers that mean something to servers on the way, and must mean nothing here. */
export const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-host', 'example.com'],
  ['x-original-url', '/v1/lines'],
  ['x-amzn-requestid', 'x'],
  ['x-amz-security-token', 'x'],
  ['accept', 'text/html'],
  ['accept-encoding', 'gzip, br, identity;q=0'],
  ['accept-language', 'ja,*;q=0.1'],
  ['range', 'bytes=0-1'],
  ['te', 'trailers'],
  ['origin', 'https://example.com'],
  ['cookie', 'a=b; __proto__=c; =; ;'],
  ['if-none-match', '*'],
  ['if-match', '"x"'],
  ['constructor', 'x'],
  ['__proto__', 'x'],
];
