/** An error in Smithy's RPC v2 CBOR protocol: one map of two text strings (RFC 8949). */

const MAP_OF_TWO = 0xa2;
const TEXT = 0x60;

/** The body `{ "__type": code, "message": message }` in CBOR. */
export function cborErrorBody(code: string, message: string): Buffer {
  const entries = ['__type', code, 'message', message].map(text);
  return Buffer.concat([Buffer.from([MAP_OF_TWO]), ...entries]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([head(bytes.length), bytes]);
}

function head(length: number): Buffer {
  if (length < 24) return Buffer.from([TEXT + length]);
  if (length < 0x1_0000) return Buffer.from([TEXT + 25, length >> 8, length & 0xff]);
  const wide = Buffer.alloc(5);
  wide.writeUInt8(TEXT + 26, 0);
  wide.writeUInt32BE(length, 1);
  return wide;
}
