/** How a call can fail, as a page has to tell it apart. */
import * as z from 'zod/mini';
import { Problem } from '#functions/contract/bodies.ts';

/** Members that some problems have beside those of all (RFC 9457). */
const Answered = z.object({
  ...Problem.shape,
  /** Warnings in force that nobody ticked. */
  missing: z.optional(z.array(z.string())),
  /** Why it is refused, and where to go instead. */
  reasons: z.optional(z.array(z.string())),
  referrals: z.optional(z.array(z.string())),
  /** Address of the wipe that is under way. */
  wipe: z.optional(z.string()),
});

export interface ProblemFailure {
  readonly kind: 'problem';
  readonly problem: z.infer<typeof Answered>;
  /** Seconds until it makes sense to ask again. */
  readonly retryAfter: number | undefined;
}

/** A fresh sign-in, as the service asks for it (RFC 9470, section 3). */
export interface Challenge {
  /** The kinds of sign-in that will do, by blanks apart. */
  readonly acr?: string | undefined;
  /** Seconds since a sign-in at most. */
  readonly maxAge?: string | undefined;
}

export type Failure =
  | ProblemFailure
  /** A fresh sign-in is wanted first. */
  | ({ readonly kind: 'step-up' } & Challenge)
  | { readonly kind: 'signed-out' }
  /** No answer: offline, or cut off on the way. Whether it was done is not known. */
  | { readonly kind: 'unreachable' }
  /** An answer that is none of the service's. */
  | { readonly kind: 'unreadable'; readonly status: number };

/** The failure that an answer which is no success tells. */
export async function failureOf(answer: Response): Promise<Failure> {
  const challenge = answer.headers.get('www-authenticate') ?? '';
  if (challenge.includes('insufficient_user_authentication'))
    return {
      kind: 'step-up',
      acr: parameterIn(challenge, 'acr_values'),
      maxAge: parameterIn(challenge, 'max_age'),
    };
  if (answer.status === 401) return { kind: 'signed-out' };
  const parsed = Answered.safeParse(await answer.json().catch(() => undefined));
  if (parsed.success)
    return { kind: 'problem', problem: parsed.data, retryAfter: retryAfterOf(answer) };
  // The gateway's own answers, which say nothing more.
  return { kind: 'unreadable', status: answer.status };
}

/** Seconds; undefined where the answer does not say. */
export function retryAfterOf(answer: Response): number | undefined {
  const text = answer.headers.get('retry-after');
  return text !== null && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

const parameterIn = (challenge: string, name: string) =>
  new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];

/** The problem that the service told, where it told one. */
export const problemIn = (
  failure: Failure | 'no-issuer' | undefined,
): ProblemFailure['problem'] | undefined =>
  typeof failure === 'object' && failure.kind === 'problem' ? failure.problem : undefined;

/** Whether it is a problem with one of these codes. No type guard: where it says no, it may be another problem. */
export const isProblem = (
  failure: Failure | 'no-issuer' | undefined,
  ...codes: readonly string[]
): boolean => codes.includes(problemIn(failure)?.code ?? '');
