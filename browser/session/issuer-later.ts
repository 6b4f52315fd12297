/** The issuer's client, fetched once it is wanted: nobody signs in before they have seen a page. */
import type { Site } from '#functions/contract/roles.ts';
import type { SignInConfig } from '../config.ts';
import type { Issuer } from './issuer.ts';
import type { SignInPlace } from './sign-in-place.ts';

/** The client did not come. Browsers remember that of a module, so it takes a reload. */
export class IssuerNotFetched extends Error {
  constructor() {
    super('the client of the issuer could not be fetched');
    this.name = 'IssuerNotFetched';
  }
}

/** Fetches it, also ahead of the first question. @throws IssuerNotFetched */
export async function fetchIssuer(): Promise<{ readonly Issuer: typeof Issuer }> {
  try {
    return await import('./issuer.ts');
  } catch {
    throw new IssuerNotFetched();
  }
}

/** An issuer whose every answer may also be that its client could not be fetched. `origin` is the pages' own. */
export function issuerLater(config: SignInConfig, origin: string, site: Site): SignInPlace {
  let made: Issuer | undefined;
  const issuer = async () => {
    const { Issuer } = await fetchIssuer();
    // One for all, for it keeps what the issuer told of itself.
    made ??= new Issuer(config, origin, site);
    return made;
  };
  return {
    begin: async (wish) => (await issuer()).begin(wish),
    finish: async (url, attempt) => (await issuer()).finish(url, attempt),
    refresh: async (tokens) => (await issuer()).refresh(tokens),
    end: async (tokens, returnTo) => (await issuer()).end(tokens, returnTo),
  };
}
