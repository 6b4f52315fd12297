/** What a deployment tells its pages: `config.json`, beside them. */
import * as z from 'zod/mini';
import { setClockBy } from './clock.ts';

/** Where the pages sign people in; what else they are told, each kind of pages adds. */
export const SignInConfig = z.object({
  /** The OpenID provider, as in `iss`. */
  issuer: z.url(),
  clientId: z.string(),
});
export type SignInConfig = z.infer<typeof SignInConfig>;

/** Milliseconds after which the answer is taken for lost. */
const PATIENCE = 20_000;

/** Reads it, and the time that its answer tells. @throws where it cannot be read, or says something else. */
export async function readConfig<Schema extends z.ZodMiniType>(
  schema: Schema,
): Promise<z.output<Schema>> {
  // A page's head may ask for it already: the same question, so that it is asked once.
  const answer = await fetch('/config.json', {
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Error(`config.json was answered with ${answer.status}`);
  setClockBy(answer.headers);
  return schema.parse(await answer.json());
}
