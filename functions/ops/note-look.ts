/** Leaves in the log who of the staff looked at somebody's wipe. Its owner and its shop look at their own. */
import { TWO_FACTOR_ROLES } from '../contract/roles.ts';
import type { Caller } from '../http/person.ts';
import { log } from '../log.ts';

export function noteLook({ role, person }: Caller, wipeId: string): void {
  if (TWO_FACTOR_ROLES.includes(role)) log({ code: 'wipe-shown', wipeId, person, role });
}
