/** DER (ITU-T X.690), as far as certificates and certificate requests need it. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a constructed context-specific element: `[number]`. */
export const contextTag = (number: number) => 0xa0 + number;

export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content: what a signature is over. */
  readonly raw: Buffer;
}

/** Bytes that are not DER. */
export class DerError extends Error {}

/** One element that takes all of `bytes`. @throws DerError */
export function readDer(bytes: Buffer): DerElement {
  const element = readElement(bytes);
  if (element.raw.length !== bytes.length) throw new DerError('bytes after the element');
  return element;
}

/** The elements in a constructed one. @throws DerError unless it is a `tag`. */
export function readAll({ tag, content }: DerElement, expected: number): DerElement[] {
  if (tag !== expected) throw new DerError(`tag ${tag} where ${expected} is expected`);
  const elements: DerElement[] = [];
  for (let rest = content; rest.length > 0; ) {
    const element = readElement(rest);
    elements.push(element);
    rest = rest.subarray(element.raw.length);
  }
  return elements;
}

function readElement(bytes: Buffer): DerElement {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new DerError('cut short');
  // 10.1: the length is definite, in as few bytes as it takes.
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if ((tag & 0x1f) === 0x1f || first === 0x80 || lengthBytes > 3)
    throw new DerError('a form of tag or length that no certificate has');
  if (bytes.length < 2 + lengthBytes) throw new DerError('cut short');
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const end = 2 + lengthBytes + length;
  if (bytes.length < end || !bytes.subarray(1, 2 + lengthBytes).equals(lengthOf(length)))
    throw new DerError('cut short, or a length that is not the shortest');
  return { tag, content: bytes.subarray(2 + lengthBytes, end), raw: bytes.subarray(0, end) };
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const short = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([0x80 + short.length]), short]);
}

/** One element of these parts. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...parts: readonly Buffer[]) => der(TAG.sequence, ...parts);

/** `1.2.840.10045.4.3.2`: the first two arcs share a byte, the others are in base 128 (8.19). */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...others.flatMap(base128)];
  return der(TAG.objectIdentifier, Buffer.from(bytes));
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let rest = arc >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** A bit string of whole bytes. */
export const bitString = (bytes: Buffer) => der(TAG.bitString, Buffer.from([0]), bytes);

/** The bytes of a bit string. @throws DerError when it does not hold whole bytes. */
export function readBitString({ tag, content }: DerElement): Buffer {
  if (tag !== TAG.bitString || content[0] !== 0) throw new DerError('no bit string of whole bytes');
  return content.subarray(1);
}
