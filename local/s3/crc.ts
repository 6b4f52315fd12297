/** The checksums of S3 that Node does not have: CRC-32C (RFC 3720 appendix B.4) and CRC-64/NVME. */

/** Both are reflected, begin with ones, and end inverted. A polynomial is given bit-reversed, in two halves. */
interface Polynomial {
  readonly high: number;
  readonly low: number;
}

interface Tables {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

const ONES = 0xffff_ffff;

function tablesOf({ high: polynomialHigh, low: polynomialLow }: Polynomial): Tables {
  const tables = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte += 1) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | ((high & 1) << 31);
      high >>>= 1;
      if (isOdd) [high, low] = [high ^ polynomialHigh, low ^ polynomialLow];
    }
    tables.high[byte] = high;
    tables.low[byte] = low;
  }
  return tables;
}

function remainder(bytes: Uint8Array, tables: Tables, begin: Polynomial): Buffer {
  let { high, low } = begin;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (tables.low[index] ?? 0);
    high = (high >>> 8) ^ (tables.high[index] ?? 0);
  }
  const checksum = Buffer.alloc(8);
  checksum.writeUInt32BE((high ^ begin.high) >>> 0, 0);
  checksum.writeUInt32BE((low ^ begin.low) >>> 0, 4);
  return checksum;
}

const CRC32C = tablesOf({ high: 0, low: 0x82f6_3b78 });
const CRC64_NVME = tablesOf({ high: 0x9a6c_9329, low: 0xac4b_c9b5 });

/** Four bytes, the first the highest. */
export const crc32c = (bytes: Uint8Array): Buffer =>
  remainder(bytes, CRC32C, { high: 0, low: ONES }).subarray(4);

/** Eight bytes, the first the highest. */
export const crc64Nvme = (bytes: Uint8Array): Buffer =>
  remainder(bytes, CRC64_NVME, { high: ONES, low: ONES });
