/** Addresses of the console's pages that more than one place knows. */

/** Where the issuer sends whoever has signed out. */
export const SIGNED_OUT = '/signed-out';

/** What waits for a second person. */
export const APPROVALS = '/approvals';

export const wipeAddress = (wipeId: string): string => `/wipes/${encodeURIComponent(wipeId)}`;

export const clerkAddress = (person: string): string => `/clerks/${encodeURIComponent(person)}`;

/** Names the wipe whose facts the page of reasons begins with. */
export const WIPE_PARAMETER = 'wipe';

/** Where the rules are asked about a wipe's own facts. */
export const whyAddress = (wipeId: string): string =>
  `/why?${new URLSearchParams({ [WIPE_PARAMETER]: wipeId })}`;
