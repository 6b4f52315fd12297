/** Who calls: a person of each role that a route is for, and where a code may stand for a second factor, one with a code. */
import type { PersonId } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import { ROLES, type Role } from '#functions/contract/roles.ts';
import type { ApiOperation } from './operations.ts';

/** `coded`: a subscriber who has a password only. `nobody`: the route asks for no token. */
export type CallerName = Role | 'coded' | 'nobody';

const WHO: Readonly<Record<Exclude<CallerName, 'nobody'>, PersonId>> = {
  subscriber: 'taro',
  coded: 'jiro',
  shop: 'clerk',
  ops: 'operator',
  approver: 'approver',
};

/** Routes on which a code may stand for a second factor. */
const TAKE_CODES = ['request-wipe', 'cancel-wipe'];

/** All who may make the call. */
export function callersOf({ id, isSecured, roles }: ApiOperation): CallerName[] {
  if (!isSecured) return ['nobody'];
  return TAKE_CODES.includes(id) ? [...roles, 'coded'] : [...roles];
}

/** The `person` claim of a caller: the sample people's follow their ids. */
export function personOf(caller: CallerName): string {
  return caller === 'nobody' ? 'unidentified' : `p-${WHO[caller]}`;
}

/** A token that has just been issued. */
export const tokenOf = (issuer: string, caller: Exclude<CallerName, 'nobody'>) =>
  signIn(issuer, WHO[caller]);

/** Tokens that the issuer made for people whom the route is not for. */
export function wrongTokens({ roles }: ApiOperation, tokens: ReadonlyMap<Role, string>): string[] {
  return ROLES.filter((role) => !roles.includes(role)).flatMap((role) => tokens.get(role) ?? []);
}

/** One token a role, for wherever they open nothing. */
export async function tokensByRole(issuer: string): Promise<Map<Role, string>> {
  const tokens = ROLES.map(async (role) => [role, await tokenOf(issuer, role)] as const);
  return new Map(await Promise.all(tokens));
}
