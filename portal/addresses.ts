/** Addresses of the pages for whoever owns a phone; the counter has its own. */
const part = encodeURIComponent;

/** Open to anybody. */
export const SHOP_VISIT = '/shop-visit';

/** Where the issuer sends whoever has signed out. */
export const SIGNED_OUT = '/signed-out';

export const lineAddress = (lineId: string) => `/lines/${part(lineId)}`;

export const requestAddress = (lineId: string, enrolmentId: string) =>
  `${lineAddress(lineId)}/handsets/${part(enrolmentId)}/wipe`;

export const wipeAddress = (wipeId: string) => `/wipes/${part(wipeId)}`;

export const recordAddress = (wipeId: string) => `${wipeAddress(wipeId)}/record`;

/** Of what the API has at `/v1/wipes/{wipeId}`; undefined where it is the address of something else. */
export function wipeIdAt(apiAddress: string | undefined): string | undefined {
  const [, wipeId] = /^\/v1\/wipes\/([^/?#]+)$/.exec(apiAddress ?? '') ?? [];
  return wipeId === undefined ? undefined : decodeURIComponent(wipeId);
}

/** Of the page for what the API has there. */
export function wipeAddressOf(apiAddress: string | undefined): string | undefined {
  const wipeId = wipeIdAt(apiAddress);
  return wipeId === undefined ? undefined : wipeAddress(wipeId);
}
