/** The person behind a call, out of the claims of an access token. */
import * as z from 'zod/mini';
import type { Applicant } from '#domain/eligibility/facts.ts';
import { ROLES, type Role, TWO_FACTOR_ROLES } from '../contract/roles.ts';
import type { ApiEvent } from './api.ts';
import { ProblemError } from './problem.ts';
import { requireTwoFactors } from './step-up.ts';

const id = z.string().check(z.minLength(1), z.maxLength(128));

/** API Gateway hands every claim on as text. */
const Claims = z.object({
  /** One human, whatever the account or alias. */
  person: id,
  role: z.enum(ROLES),
  /** A subscriber's; nobody else has one. */
  account: z.optional(id),
  /** A clerk's own; an approver who has one decides that shop's wipes only. */
  shop: z.optional(id),
  /** `2` where two factors were used at sign-in. */
  assurance: z.enum(['1', '2']),
  /** Seconds epoch of the sign-in (OpenID Connect Core, section 2). */
  auth_time: z.string().check(z.regex(/^[0-9]{1,12}$/)),
});

/** Whoever is signed in. */
export interface Caller {
  readonly person: string;
  readonly role: Role;
  readonly account?: string | undefined;
  readonly shop?: string | undefined;
  readonly factors: 1 | 2;
  /** Epoch milliseconds. */
  readonly signedInAt: number;
  /** What the issuer calls a sign-in with two factors. */
  readonly twoFactorAcr: string;
}

/** A subscriber: somebody with an account. */
export interface Person extends Caller {
  readonly account: string;
}

/** A clerk: somebody at a counter of a shop. */
export interface Clerk extends Caller {
  readonly shop: string;
}

/** Undefined where the claims name nobody, a subscriber without an account or a clerk without a shop. */
export function callerOf(
  claims: Readonly<Record<string, unknown>>,
  twoFactorAcr: string,
): Caller | undefined {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return undefined;
  const { assurance, auth_time, ...named } = parsed.data;
  if (named.role === 'subscriber' && named.account === undefined) return undefined;
  if (named.role === 'shop' && named.shop === undefined) return undefined;
  const factors = assurance === '2' ? 2 : 1;
  return { ...named, factors, signedInAt: Number(auth_time) * 1000, twoFactorAcr };
}

/**
 * Operations and approvers have always signed in with two factors, whatever they ask for.
 * @throws ProblemError `not-signed-in`, `not-allowed` for anybody with another role, or for those two `step-up-required`.
 */
export function callerIn({ caller }: ApiEvent, ...roles: readonly Role[]): Caller {
  if (caller === undefined) throw new ProblemError('not-signed-in');
  if (!roles.includes(caller.role)) throw new ProblemError('not-allowed');
  if (TWO_FACTOR_ROLES.includes(caller.role)) requireTwoFactors(caller);
  return caller;
}

/** @throws ProblemError `not-signed-in`, or `not-allowed` for anybody who is not a subscriber. */
export function subscriberOf(event: ApiEvent): Person {
  const { account, ...caller } = callerIn(event, 'subscriber');
  if (account === undefined) throw new ProblemError('not-allowed');
  return { ...caller, account };
}

/** @throws ProblemError `not-signed-in`, or `not-allowed` for anybody who is not a clerk. */
export function clerkOf(event: ApiEvent): Clerk {
  const { shop, ...caller } = callerIn(event, 'shop');
  if (shop === undefined) throw new ProblemError('not-allowed');
  return { ...caller, shop };
}

/** How eligibility sees who asks from a page: whoever is signed in has not lost what it takes to sign in. */
export function applicantOf({ factors }: Person): Applicant {
  return { channel: 'web', secondFactor: factors === 2 ? 'usable' : 'not-asked' };
}
