/** Who signed in, as the access token says. It chooses what the pages show; what one may do, the service decides. */
import * as z from 'zod/mini';
import { ROLES } from '#functions/contract/roles.ts';

/** A user pool has claims of its own under the names that the service's trigger gives them. */
const Claims = z.object({
  /** Who is signed in, to the issuer. */
  sub: z.string(),
  /** Who they are to the service: one human, whatever the account. */
  person: z.optional(z.string()),
  role: z.enum(ROLES),
  /** When they signed in, seconds epoch, where the issuer tells. */
  auth_time: z.optional(z.int()),
  /** How they signed in, where the issuer tells: by the service's own claim, or by the standard one. */
  assurance: z.optional(z.string()),
  acr: z.optional(z.string()),
  /** Seconds epoch. */
  exp: z.int(),
});
export type Claims = z.infer<typeof Claims>;

/** @throws Error where the token is none that this service takes. */
export function claimsOf(accessToken: string): Claims {
  const [, payload = ''] = accessToken.split('.');
  const base64 = payload.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return Claims.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
