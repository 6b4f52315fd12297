/** Addresses of the counter's pages. No number is in any of them. */
import { wipeIdAt } from '../addresses.ts';

export const COUNTER = '/counter';
export const COUNTER_REQUEST = '/counter/request';

export const shopWipeAddress = (wipeId: string) => `${COUNTER}/wipes/${encodeURIComponent(wipeId)}`;

/** Of the page for what the API has there. */
export function shopWipeAddressOf(apiAddress: string | undefined): string | undefined {
  const wipeId = wipeIdAt(apiAddress);
  return wipeId === undefined ? undefined : shopWipeAddress(wipeId);
}
