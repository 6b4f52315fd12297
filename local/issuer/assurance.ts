/** How sure a sign-in was, as the `amr` of the session (RFC 8176) and as the access token's `assurance` claim. */

/** `1`: password only. `2`: two factors. */
export type Assurance = '1' | '2';

export const amrOf = (assurance: Assurance) => (assurance === '2' ? ['pwd', 'mfa'] : ['pwd']);

export const assuranceOf = (amr: readonly string[] | undefined): Assurance =>
  amr?.includes('mfa') === true ? '2' : '1';
