/** The keys that SigV4 derives from a secret for a day, a region and a service. */
import { createHmac } from 'node:crypto';
import type { Claim } from './claim.ts';

/** Days, regions and services are up to whoever calls: what is kept of them is bounded. */
const MOST_KEYS = 500;

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** Derives keys, and remembers them: four HMACs a call would be most of the work of a signature. */
export function createSigningKeys(): (claim: Claim, secretAccessKey: string) => Buffer {
  const kept = new Map<string, Buffer>();
  return ({ accessKeyId, date, region, service }, secretAccessKey) => {
    const name = [accessKeyId, date, region, service].join('/');
    const known = kept.get(name);
    if (known !== undefined) return known;
    const parts = [date, region, service, 'aws4_request'];
    const key = parts.reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    if (kept.size >= MOST_KEYS) kept.clear();
    kept.set(name, key);
    return key;
  };
}
