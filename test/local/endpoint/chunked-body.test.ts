import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeChunked } from '#local/endpoint/chunked-body.ts';

const body = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('an aws-chunked body', () => {
  test('gives its bytes and trailers', () => {
    const { bytes, trailers } = decodeChunked(
      body(
        '3;chunk-signature=0a\r\nabc\r\n',
        '2\r\n\r\n\r\n',
        '0\r\nx-amz-checksum-crc32:AAA=\r\n\r\n',
      ),
    );
    expect(bytes.toString()).toBe('abc\r\n');
    expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAA=' });
  });

  test.each([
    ['nothing', ''],
    ['no last chunk', '3\r\nabc\r\n'],
    ['a chunk cut off', '9\r\nabc'],
    ['no size', 'x\r\nabc\r\n0\r\n\r\n'],
    ['a negative size', '-6\r\n'],
    ['a signed size', '+3\r\nabc\r\n0\r\n\r\n'],
    ['a prefix before its size', '0x3\r\nabc\r\n0\r\n\r\n'],
    ['more than a size', '3garbage\r\nabc\r\n0\r\n\r\n'],
    ['a space before its size', ' 3\r\nabc\r\n0\r\n\r\n'],
    ['a size beyond all numbers', `${'f'.repeat(400)}\r\nabc\r\n0\r\n\r\n`],
    ['no line end after a chunk', '3\r\nabc0\r\n\r\n'],
    ['more bytes than the size of a chunk', '3\r\nabcd\r\n0\r\n\r\n'],
    ['a last chunk cut off', '3\r\nabc\r\n0\r\n'],
    ['a trailer cut off', '0\r\nx-amz-checksum-crc32:AAA='],
  ])('with %s is incomplete', (_, text) => {
    expect(() => decodeChunked(body(text))).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    );
  });

  test('however it is cut, is whole or incomplete', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 })),
        fc.nat(),
        (chunks, cut) => {
          const encoded = body(
            ...chunks.flatMap((chunk) => [
              `${chunk.length.toString(16)}\r\n`,
              Buffer.from(chunk),
              '\r\n',
            ]),
            '0\r\n\r\n',
          );
          expect(decodeChunked(encoded).bytes.equals(Buffer.concat(chunks))).toBe(true);
          const part = encoded.subarray(0, cut % (encoded.length - 1));
          expect(() => decodeChunked(part)).toThrow('ends before');
        },
      ),
    );
  });
});
