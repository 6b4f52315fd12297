/** What the deployment tells the pages: `config.json`, beside them. */
import * as z from 'zod/mini';
import { setClockBy } from './clock.ts';

const Config = z.object({
  /** The OpenID provider, as in `iss`. */
  issuer: z.url(),
  clientId: z.string(),
  /** Days that a wipe waits for its handset where the request says nothing. */
  deadlineDays: z.optional(z.int()),
  /** Pages of the carrier's own, where the deployment names them. */
  links: z.object({
    /** Where a visit to a shop is booked. */
    booking: z.optional(z.url()),
    /** Where a phone or its wallet is locked. */
    lock: z.optional(z.url()),
  }),
});
export type Config = z.infer<typeof Config>;

/** Reads it, and the time that its answer tells. @throws where it cannot be read, or says something else. */
export async function readConfig(): Promise<Config> {
  // The page's head asks for it already: the same question, so that it is asked once.
  const answer = await fetch('/config.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`config.json was answered with ${answer.status}`);
  setClockBy(answer.headers);
  return Config.parse(await answer.json());
}
