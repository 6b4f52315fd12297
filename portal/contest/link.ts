/** What stands after `#` in the link of a message: the wipe's id and the link's secret. Servers never see it. */

export interface ContestLink {
  readonly wipeId: string;
  readonly secret: string;
}

/** The id of a wipe has a dot of its own, so the secret is what follows the last one. */
const LINK = /^#?([A-Za-z0-9_-]{43}\.[1-9][0-9]*)\.([A-Za-z0-9_-]{22})$/;

/** Undefined where it is cut short, or something else. @param fragment As in `location.hash`. */
export function contestLinkIn(fragment: string): ContestLink | undefined {
  const [, wipeId, secret] = LINK.exec(fragment) ?? [];
  return wipeId === undefined || secret === undefined ? undefined : { wipeId, secret };
}
