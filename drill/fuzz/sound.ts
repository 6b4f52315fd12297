/** Whether a request still means what it meant before it was changed: told from the request itself, not from its changes. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { ApiOperation } from './operations.ts';
import { type FuzzRequest, parsedJson } from './request.ts';

export interface Meaning {
  /** Whether it asks, rightly, for what its operation does. */
  readonly isSound: boolean;
  /** Whether it goes to its operation at all. */
  readonly isThere: boolean;
  /** Whether its token is the one that the issuer made. */
  readonly hasToken: boolean;
}

export function meaningOf(
  draft: FuzzRequest,
  { sound, operation }: { sound: FuzzRequest; operation: ApiOperation },
): Meaning {
  const isThere = draft.method === sound.method && placeOf(draft) === placeOf(sound);
  const hasToken = draft.headers['authorization'] === sound.headers['authorization'];
  const isSound =
    isThere &&
    (hasToken || !operation.isSecured) &&
    hasKey(draft, sound) &&
    (saysTheSame(draft, sound, operation.body) || isTakenAnyhow(draft, operation));
  return { isSound, isThere, hasToken };
}

/** Documented parameters change what is shown at most. */
const placeOf = ({ path }: FuzzRequest) => path.split('?')[0];

/** Any other key names another request, rightly. */
function hasKey({ headers }: FuzzRequest, sound: FuzzRequest): boolean {
  if (sound.headers['idempotency-key'] === undefined) return true;
  return /^[\x21-\x7e]{8,128}$/.test(headers['idempotency-key'] ?? '');
}

function saysTheSame(draft: FuzzRequest, sound: FuzzRequest, body: ApiOperation['body']): boolean {
  if (body === 'none') return true;
  const text = textOf(draft);
  if (body === 'optional' && text === '') return true;
  return isJson(draft) && isDeepStrictEqual(parsedJson(text), parsedJson(textOf(sound)));
}

/** Any well-formed number is answered alike: whether there is such a line is nobody's to know. */
const AnyNumber = z.strictObject({ number: z.string().regex(/^0[0-9]{9,10}$/) });

const isTakenAnyhow = (draft: FuzzRequest, { id }: ApiOperation) =>
  id === 'send-enrolment-code' &&
  isJson(draft) &&
  AnyNumber.safeParse(parsedJson(textOf(draft))).success;

const isJson = ({ headers }: FuzzRequest) =>
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

const textOf = ({ body = '' }: FuzzRequest) =>
  typeof body === 'string' ? body : body.toString('utf8');
