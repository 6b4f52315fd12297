/** The person behind a call, out of the access token's claims that the API's authorizer has checked. */
import * as z from 'zod/mini';
import type { Applicant } from '#domain/eligibility/facts.ts';
import type { ApiEvent } from './api.ts';
import { ProblemError } from './problem.ts';

/** API Gateway hands every claim on as text. */
const Claims = z.object({
  /** One human, whatever the account or alias. */
  person: z.string().check(z.minLength(1), z.maxLength(128)),
  account: z.string().check(z.minLength(1), z.maxLength(128)),
  role: z.enum(['subscriber', 'shop', 'ops', 'approver']),
  /** `2` where two factors were used at sign-in. */
  assurance: z.enum(['1', '2']),
  /** Seconds epoch of the sign-in (OpenID Connect Core, section 2). */
  auth_time: z.string().check(z.regex(/^[0-9]{1,12}$/)),
});

export interface Person {
  readonly person: string;
  readonly account: string;
  readonly factors: 1 | 2;
  /** Epoch milliseconds. */
  readonly signedInAt: number;
}

const Authorized = z.object({ authorizer: z.object({ jwt: z.object({ claims: Claims }) }) });

/** @throws ProblemError `not-signed-in`, or `not-allowed` for anybody who is not a subscriber. */
export function subscriberOf(event: ApiEvent): Person {
  const parsed = Authorized.safeParse(event.requestContext);
  if (!parsed.success) throw new ProblemError('not-signed-in');
  const { claims } = parsed.data.authorizer.jwt;
  if (claims.role !== 'subscriber') throw new ProblemError('not-allowed');
  return {
    person: claims.person,
    account: claims.account,
    factors: claims.assurance === '2' ? 2 : 1,
    signedInAt: Number(claims.auth_time) * 1000,
  };
}

/** How eligibility sees who asks from a page: whoever is signed in has not lost what it takes to sign in. */
export function applicantOf({ factors }: Person): Applicant {
  return { channel: 'web', secondFactor: factors === 2 ? 'usable' : 'not-asked' };
}

/** How far ahead of ours the issuer's clock may be, milliseconds. */
const SKEW = 30_000;

/**
 * Asks for two factors used lately. @throws ProblemError `step-up-required` with the challenge of RFC 9470.
 */
export function requireStepUp(person: Person, { now, age }: { now: number; age: number }): void {
  const since = now - person.signedInAt;
  if (person.factors === 2 && since <= age && since >= -SKEW) return;
  const challenge = `Bearer error="insufficient_user_authentication", error_description="A fresh sign-in with two factors is needed", acr_values="2", max_age="${age / 1000}"`;
  throw new ProblemError('step-up-required', {}, { 'www-authenticate': challenge });
}
