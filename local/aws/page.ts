/** Lists in pages: a token says where the next page begins. */

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** The token of the next page, where there is one. */
  readonly next: string | undefined;
}

/** One page, or undefined for a token that no page of such a list gave. */
export function pageOf<Entry>(
  all: readonly Entry[],
  size: number,
  token: string | undefined,
): Page<Entry> | undefined {
  const start = token === undefined ? 0 : placeOf(token);
  if (start === undefined) return undefined;
  const end = start + size;
  return {
    entries: all.slice(start, end),
    next: end < all.length ? tokenOf(end) : undefined,
  };
}

const tokenOf = (place: number) => Buffer.from(String(place)).toString('base64');

function placeOf(token: string): number | undefined {
  const text = Buffer.from(token, 'base64').toString('latin1');
  return /^\d{1,9}$/.test(text) && tokenOf(Number(text)) === token ? Number(text) : undefined;
}
