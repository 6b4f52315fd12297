/** Whoever operates the service: people of the role `ops`, always signed in with two factors. */
import type { Role } from '../contract/roles.ts';
import type { ApiEvent } from './api.ts';
import { type Caller, callerIn } from './person.ts';
import { requireTwoFactors } from './step-up.ts';

/**
 * Operations, or whoever else may make this call beside them.
 * @throws ProblemError `not-signed-in`, `not-allowed`, or `step-up-required` for a sign-in with a password alone.
 */
export function operatorOf(event: ApiEvent, ...besides: readonly Role[]): Caller {
  const caller = callerIn(event, 'ops', ...besides);
  requireTwoFactors(caller);
  return caller;
}
