/** Task tokens: they name one attempt of one task, and only this cloud can make them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';

export interface TaskReference {
  /** Name of the state machine. */
  readonly machine: string;
  /** The execution's key in the journal. */
  readonly key: string;
  /** Number of the TaskScheduled event. */
  readonly scheduledId: number;
}

export interface Tokens {
  issue(task: TaskReference): string;
  /** `undefined` for a text that this cloud did not issue. */
  read(token: string): TaskReference | undefined;
}

const reference = z.tuple([z.string(), z.string(), z.int()]);
const keyFile = z.strictObject({ key: z.base64() });
const MAC_LENGTH = 32;

/** Tokens under a key that is made at the first start and kept below `folder`. */
export function createTokens(folder: string): Tokens {
  const path = join(folder, 'token-key.json');
  const known = readJsonFile(path, keyFile);
  const key = known === undefined ? randomBytes(32) : Buffer.from(known.key, 'base64');
  if (known === undefined) replaceFile(path, JSON.stringify({ key: key.toString('base64') }));
  const mac = (content: Buffer) => createHmac('sha256', key).update(content).digest();

  return {
    issue({ machine, key: execution, scheduledId }) {
      const content = Buffer.from(JSON.stringify([machine, execution, scheduledId]));
      // Like AWS's own, with the characters of plain Base64 in it: it must be escaped in a URL.
      return Buffer.concat([mac(content), content]).toString('base64');
    },
    read(token) {
      const bytes = Buffer.from(token, 'base64');
      if (bytes.length <= MAC_LENGTH || bytes.toString('base64') !== token) return undefined;
      const content = bytes.subarray(MAC_LENGTH);
      if (!timingSafeEqual(bytes.subarray(0, MAC_LENGTH), mac(content))) return undefined;
      const [machine, execution, scheduledId] = reference.parse(JSON.parse(content.toString()));
      return { machine, key: execution, scheduledId };
    },
  };
}
