/** Commands as the service signs them, for tests, each part of which may be overridden. */

import { sign } from 'node:crypto';
import { type Command, compactJws, makeCommand, signingInput } from '#domain/protocol/command.ts';
import { type PrivateJwk, publicPart, thumbprint } from '#domain/protocol/signature.ts';
import { generateKey, privateKeyOf } from '#handset/keys.ts';

const key = generateKey();

/** The service's command key as handsets pin it. */
export async function commandKey() {
  return { kid: await thumbprint(key), jwk: publicPart(key) };
}

/** A compact JWS for the claim's nonce. */
export async function signCommand(
  { nonce }: { nonce: string },
  { enrolmentId, handsetId }: { enrolmentId: string; handsetId: string },
  { signer = key, kid, ...override }: Partial<Command> & { signer?: PrivateJwk; kid?: string } = {},
): Promise<string> {
  const facts = {
    issuer: 'https://service.test',
    wipeId: `${enrolmentId}.1`,
    enrolmentId,
    handsetId,
    nonce,
    now: Date.now(),
    life: 300_000,
    walletLocked: false,
  };
  const command = { ...makeCommand(facts), ...override };
  const input = signingInput(command, kid ?? (await thumbprint(key)));
  return compactJws(
    input,
    sign('sha256', Buffer.from(input), { key: privateKeyOf(signer), dsaEncoding: 'ieee-p1363' }),
  );
}
