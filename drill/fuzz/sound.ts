/** Whether a request still means what it meant before it was changed: told from the request itself, not from its changes. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { EligibilityFacts } from '#functions/contract/ops-requests.ts';
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
    (saysTheSame(draft, sound, operation.body) ||
      isSaidAgain(draft, sound, operation) ||
      isTakenAnyhow(draft, operation));
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
  const meant = essenceOf(parsedJson(textOf(sound)));
  if (body === 'optional' && text === '') return isDeepStrictEqual(meant, essenceOf({}));
  return isJson(draft) && isDeepStrictEqual(essenceOf(parsedJson(text)), meant);
}

/** What was answered once is answered again under its key, whatever code is with it: the code is no part of it. */
function isSaidAgain(draft: FuzzRequest, sound: FuzzRequest, { id }: ApiOperation): boolean {
  const again = withoutCode(draft);
  return (
    id === 'request-wipe' &&
    draft.headers['idempotency-key'] === sound.headers['idempotency-key'] &&
    isJson(draft) &&
    again !== undefined &&
    isDeepStrictEqual(again, withoutCode(sound))
  );
}

/** Undefined where it is no object, or its code is none. */
function withoutCode(request: FuzzRequest): ReadonlyMap<string, unknown> | undefined {
  const essence = essenceOf(parsedJson(textOf(request)));
  if (!(essence instanceof Map)) return undefined;
  const code: unknown = essence.get('stepUpCode');
  const isCode = typeof code === 'string' && /^[0-9]{8}$/.test(code);
  if (essence.delete('stepUpCode') && !isCode) return undefined;
  return essence;
}

/** People give their reasons in words of their own: any words are. */
function essenceOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [name, name === 'reason' && isReason(member) ? ANY : member] as const,
  );
  return new Map(members);
}

const ANY = Symbol('any reason');

function isReason(value: unknown): boolean {
  if (typeof value !== 'string' || !value.isWellFormed()) return false;
  const words = value.trim().length;
  return words >= 1 && words <= 500;
}

/** Any well-formed number is answered alike: whether there is such a line is nobody's to know. */
const AnyNumber = z.strictObject({ number: z.string().regex(/^0[0-9]{9,10}$/) });

/** What may say something else and still be taken; facts that are well formed are judged, and change nothing. */
const TAKEN_ANYHOW: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
  { 'send-enrolment-code': AnyNumber, 'explain-eligibility': EligibilityFacts };

const isTakenAnyhow = (draft: FuzzRequest, { id }: ApiOperation) =>
  isJson(draft) && (TAKEN_ANYHOW[id]?.safeParse(parsedJson(textOf(draft))).success ?? false);

const isJson = ({ headers }: FuzzRequest) =>
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

const textOf = ({ body = '' }: FuzzRequest) =>
  typeof body === 'string' ? body : body.toString('utf8');
