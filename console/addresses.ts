/** Addresses of the console's pages that more than one place knows. */

/** Where the issuer sends whoever has signed out. */
export const SIGNED_OUT = '/signed-out';

export const wipeAddress = (wipeId: string): string => `/wipes/${encodeURIComponent(wipeId)}`;

export const clerkAddress = (person: string): string => `/clerks/${encodeURIComponent(person)}`;
