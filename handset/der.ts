/** The few DER forms (ITU-T X.690) that a certificate signing request is made of. */

/** One element: tag, definite length, content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

export const sequence = (...content: Uint8Array[]) => element(0x30, ...content);
export const setOf = (...content: Uint8Array[]) => element(0x31, ...content);
export const utf8String = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
/** A bit string of whole bytes. */
export const bitString = (bytes: Uint8Array) => element(0x03, Buffer.of(0), bytes);
/** A whole number from 0 to 127. */
export const smallInteger = (value: number) => element(0x02, Buffer.of(value));

/** An object identifier in dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Seven bits a byte, all but the last marked by the high bit (X.690, 8.19.2). */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
