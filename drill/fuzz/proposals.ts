/** What takes two people, up to the second one: whoever is fuzzed confirms. */
import { ApiClient } from '#demo/api-client.ts';
import type { PersonId } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { ClerkAnswer, DispatchAnswer } from '#functions/contract/dispatch-bodies.ts';

/** The number of a proposal about the service's switch that is made now. */
export async function proposedNow(
  at: Whereabouts,
  action: 'resume' | 'withdrawal',
  { by, reason }: { by: PersonId; reason: string },
): Promise<number> {
  const client = new ApiClient(at.api, await signIn(at.issuer, by));
  const path = `/v1/ops/dispatch/${action}`;
  const answer = await client.call('POST', path, DispatchAnswer, { body: { reason } });
  return numberOf(answer);
}

/** The number of a proposal to reinstate a clerk that is made now. */
export async function reinstatementProposedNow(
  at: Whereabouts,
  clerk: string,
  { by, reason }: { by: PersonId; reason: string },
): Promise<number> {
  const client = new ApiClient(at.api, await signIn(at.issuer, by));
  const path = `/v1/ops/clerks/${clerk}/reinstatement`;
  const answer = await client.call('POST', path, ClerkAnswer, { body: { reason } });
  return numberOf(answer);
}

function numberOf({ proposal }: { readonly proposal?: number | undefined }): number {
  if (proposal === undefined) throw new Error('nothing was proposed');
  return proposal;
}
