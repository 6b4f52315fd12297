/** Judges one answer to one fuzzed request. */
import * as z from 'zod';
import { PROBLEMS } from '#functions/http/problem.ts';
import type { Violation } from '../violation.ts';
import type { ApiOperation } from './operations.ts';
import { type Answer, type Draft, parsedJson, shown } from './request.ts';
import type { Meaning } from './sound.ts';

/** RFC 9457 as this API promises it. */
const Problem = z.looseObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
});
const KNOWN = new Map<string, readonly [number, string]>(Object.entries(PROBLEMS));

/** What API Gateway says itself, for want of a route, a token or a scope, and for what is no HTTP. */
const GatewayMessage = z.strictObject({ message: z.string().regex(/^[A-Z][A-Za-z ]+$/) });
/** What the edge says itself. */
const EDGE_PAGE = /^<(!DOCTYPE HTML|HTML>).*<H1>[0-9]{3} ERROR/s;

/** What is answered beside the API, where the pages are, for a file that is not there. */
const NO_FILE = /^<\?xml .*<Code>AccessDenied<\/Code>/s;

/** What no answer may carry, whatever was asked. */
const INSIDE =
  /node:internal|node_modules|\bat .+\.(?:m?js|ts):[0-9]+|arn:aws:|[A-Z][a-zA-Z]+Exception\b/;

export interface Case {
  readonly operation: ApiOperation;
  readonly draft: Draft;
  readonly meaning: Meaning;
  /** Undefined where the other end hung up. */
  readonly answer: Answer | undefined;
  /** What nobody may read in an answer that is no success: codes, numbers, tokens. */
  readonly secrets: readonly string[];
}

/** Which promise the answer breaks, if any. */
export function judge(seen: Case): Violation[] {
  const { operation, draft, answer, secrets } = seen;
  const found: string[] = [];
  if (answer === undefined) found.push('no-answer');
  else {
    if (answer.status >= 500) found.push('server-error-answered');
    if (isSuccess(answer)) found.push(...unduly(seen));
    else found.push(...malformed(answer, seen), ...told(answer, secrets));
  }
  return found.map((code) => ({
    code,
    evidence: {
      operation: operation.id,
      request: shown(draft),
      answer: answer && { ...answer, text: answer.text.slice(0, 400) },
    },
  }));
}

/** Whether a sound request, sent by itself and before all others, is answered as it has to be. */
export function judgeFirst({
  operation,
  draft,
  answer,
  answers,
}: Pick<Case, 'operation' | 'draft' | 'answer'> & {
  readonly answers: readonly number[];
}): Violation[] {
  if (answer !== undefined && answers.includes(answer.status)) return [];
  const evidence = { operation: operation.id, request: shown(draft), answer, answers };
  return [{ code: 'sound-request-refused', evidence }];
}

const isSuccess = ({ status }: Answer) => status < 400;

/** A success that was not asked for rightly. */
function unduly({ draft: { method }, meaning, operation }: Case): string[] {
  // A preflight, and the head of nothing, tell and change nothing.
  if (method === 'OPTIONS' || method === 'HEAD') return [];
  if (operation.isSecured && !meaning.hasToken && meaning.isThere) return ['token-not-needed'];
  return method === 'POST' && !meaning.isSound ? ['broken-request-taken'] : [];
}

function malformed(
  { status, headers, text }: Answer,
  { operation, draft, meaning }: Case,
): string[] {
  if (draft.method === 'HEAD' && text === '') return [];
  if (EDGE_PAGE.test(text)) return [];
  if (isBesideApi(draft.path) && status === 403 && NO_FILE.test(text)) return [];
  const parsed = parsedJson(text);
  const type = String(headers['content-type']);
  if (GatewayMessage.safeParse(parsed).success)
    return type.startsWith('application/json') ? [] : ['problem-malformed'];
  const problem = Problem.safeParse(parsed).data;
  if (problem === undefined || !isConsistent(problem, { status, type }))
    return ['problem-malformed'];
  if (headers['cache-control'] !== 'no-store') return ['problem-kept'];
  return !meaning.isThere || operation.problems.has(`${status} ${problem.code}`)
    ? []
    : ['problem-not-documented'];
}

/** Whether the dots of a path lead out of the API. */
function isBesideApi(path: string): boolean {
  const [plain = ''] = path.split('?');
  const url = URL.parse(`http://edge${plain}`);
  return url !== null && !url.pathname.startsWith('/v1/');
}

function isConsistent(
  { type, title, status, code }: z.infer<typeof Problem>,
  answered: { status: number; type: string },
): boolean {
  const [known, words] = KNOWN.get(code) ?? [];
  return (
    status === answered.status &&
    status === known &&
    title === words &&
    type === `urn:problem:remote-wipe:${code}` &&
    /^application\/problem\+json(;|$)/.test(answered.type)
  );
}

function told({ headers, text }: Answer, secrets: readonly string[]): string[] {
  const all = `${JSON.stringify(headers)}${text}`;
  return [
    ...(secrets.some((secret) => all.includes(secret)) ? ['secret-echoed'] : []),
    ...(INSIDE.test(text) ? ['inside-told'] : []),
  ];
}
