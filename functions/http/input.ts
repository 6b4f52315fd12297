/** Reads what a call brings, through schemas: body, query, path, headers. What does not fit is a problem by name. */
import type * as z from 'zod/mini';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import type { WipeKey } from '../store/wipes.ts';
import type { ApiEvent } from './api.ts';
import { ProblemError } from './problem.ts';

/** Bytes. API Gateway itself would take ten megabytes. */
const LARGEST_BODY = 32_768;

/** @throws ProblemError `body-too-large` */
export function requireSmallBody({ body = '', isBase64Encoded }: ApiEvent): void {
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') > LARGEST_BODY)
    throw new ProblemError('body-too-large');
}

/** @throws ProblemError `body-malformed`, naming the members that do not fit, never their values. */
export function bodyOf<Schema extends z.ZodMiniType>(
  event: ApiEvent,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(decodeJson(event));
  if (parsed.success) return parsed.data;
  const members = parsed.error.issues.map(({ path }) => path.join('.') || 'body');
  throw new ProblemError('body-malformed', { members: [...new Set(members)].slice(0, 20) });
}

function decodeJson(event: ApiEvent): unknown {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  const type = event.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new ProblemError('body-malformed', { members: ['body'] });
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('body-malformed', { members: ['body'] });
  }
}

/** @throws ProblemError `parameter-malformed`, naming the one that does not fit; `query` where one has no such name. */
export function queryOf<Schema extends z.ZodMiniType>(
  event: ApiEvent,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(event.queryStringParameters ?? {});
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new ProblemError('parameter-malformed', { parameter: String(first?.path[0] ?? 'query') });
}

const LINE_ID = /^[A-Za-z0-9-]{1,64}$/;
const ENROLMENT_ID = /^[A-Za-z0-9_-]{43}$/;

/** An id that cannot be one looks like a missing one. */
export function lineIdOf(event: ApiEvent): string {
  const lineId = event.pathParameters?.['lineId'] ?? '';
  if (!LINE_ID.test(lineId)) throw new ProblemError('line-not-found');
  return lineId;
}

export function wipeKeyOf(event: ApiEvent): WipeKey {
  const key = parseWipeId(event.pathParameters?.['wipeId'] ?? '');
  if (key === undefined) throw new ProblemError('wipe-not-found');
  return key;
}

export function enrolmentIdOf(event: ApiEvent): string {
  const enrolmentId = event.pathParameters?.['enrolmentId'] ?? '';
  if (!ENROLMENT_ID.test(enrolmentId)) throw new ProblemError('enrolment-not-found');
  return enrolmentId;
}

const PERSON = /^[^\p{C}]{1,128}$/u;

/** The person of the clerk whom a call is about. */
export function clerkIdOf(event: ApiEvent): string {
  const person = event.pathParameters?.['person'] ?? '';
  if (!PERSON.test(person)) throw new ProblemError('clerk-not-found');
  return person;
}

/** Printable ASCII, 8 to 128 characters. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;

/** @throws ProblemError `idempotency-key-missing` */
export function idempotencyKeyOf(event: ApiEvent): string {
  const key = event.headers['idempotency-key'] ?? '';
  if (!IDEMPOTENCY_KEY.test(key)) throw new ProblemError('idempotency-key-missing');
  return key;
}
