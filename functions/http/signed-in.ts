/** Lets a call in only with an access token, and says who calls. Without it a handler knows no person. */
import type middy from '@middy/core';
import * as z from 'zod/mini';
import { readTokenRules, type TokenRules } from '../contract/environment.ts';
import { scopeOf } from '../contract/roles.ts';
import type { ApiEvent } from './api.ts';
import { ISSUERS } from './issuers.ts';
import { type Caller, callerOf } from './person.ts';
import { type HttpAnswer, ProblemError } from './problem.ts';

const Authorized = z.object({
  authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
});

/**
 * @throws ProblemError `not-signed-in` for anything but an access token that names a person, `not-allowed` for one
 * without the scope of their role.
 */
export function signedIn(
  rules: TokenRules = readTokenRules(),
): middy.MiddlewareObj<ApiEvent, HttpAnswer> {
  return {
    before: ({ event }) => {
      event.caller = identify(event, rules);
    },
  };
}

function identify({ requestContext, headers }: ApiEvent, rules: TokenRules): Caller {
  const authorized = Authorized.safeParse(requestContext);
  if (!authorized.success) throw new ProblemError('not-signed-in');
  const { claims } = authorized.data.authorizer.jwt;
  const token = { claims, typ: typOf(headers['authorization']) };
  const assurance = ISSUERS[rules.TOKEN_ISSUER_KIND](token, rules.TWO_FACTOR_ACR);
  const caller = callerOf({ ...claims, assurance }, rules.TWO_FACTOR_ACR);
  // RFC 6750 section 3.1
  if (caller === undefined) throw new ProblemError('not-signed-in', {}, refusal('invalid_token'));
  if (scopesOf(claims).includes(scopeOf(caller.role))) return caller;
  throw new ProblemError('not-allowed', {}, refusal('insufficient_scope'));
}

const refusal = (error: string) => ({ 'www-authenticate': `Bearer error="${error}"` });

/** A claim that is a list arrives as `[a b]`. */
const scopesOf = ({ scp, scope }: Readonly<Record<string, unknown>>) =>
  String(scp ?? scope).split(/[[\] ]/);

const Header = z.object({ typ: z.string() });

/** The authorizer has verified this token, so its header only has to be read. */
function typOf(authorization = ''): string | undefined {
  const [header = ''] = authorization.replace(/^Bearer /, '').split('.');
  try {
    const parsed = Header.safeParse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
    return parsed.data?.typ;
  } catch {
    return undefined;
  }
}
