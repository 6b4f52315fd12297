/** Reads DER (ITU-T X.690) one element at a time, as far as signing requests are made of it. */

export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content, as they stand there. */
  readonly whole: Uint8Array;
}

/** The elements that fill the bytes. @throws RangeError where they are not DER, to the last byte. */
export function elementsIn(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const element = firstIn(rest);
    elements.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return elements;
}

/** The content of a sequence, element by element. @throws RangeError for any other element. */
export function sequenceIn(element: Element | undefined): Element[] {
  if (element?.tag !== SEQUENCE) throw malformed();
  return elementsIn(element.content);
}

const SEQUENCE = 0x30;
/** Tags above 30 go on in further bytes (8.1.2.4); nothing here has one. */
const LONG_TAG = 0x1f;

function firstIn(bytes: Uint8Array): Element {
  const [tag = LONG_TAG, first = 0] = bytes;
  if ((tag & LONG_TAG) === LONG_TAG || bytes.length < 2) throw malformed();
  const { length, size } = first < 0x80 ? { length: first, size: 0 } : longLength(bytes, first);
  const start = 2 + size;
  const whole = bytes.subarray(0, start + length);
  if (whole.length !== start + length) throw malformed();
  return { tag, content: whole.subarray(start), whole };
}

/** The long form (8.1.3.5), in as few bytes as it takes (10.1). */
function longLength(bytes: Uint8Array, first: number): { length: number; size: number } {
  const size = first & 0x7f;
  const digits = bytes.subarray(2, 2 + size);
  if (size === 0 || size > 3 || digits.length !== size || digits[0] === 0) throw malformed();
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (length < 0x80) throw malformed();
  return { length, size };
}

const malformed = () => new RangeError('not DER');
