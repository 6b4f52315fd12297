/** `token`: signs a sample person in and prints the access token, for curl. */
import { PEOPLE, type PersonId } from '#demo/people.ts';
import { type SignInChoice, signIn } from '#demo/sign-in.ts';
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { misused } from './refusal.ts';
import { findRunning } from './running.ts';

type Way = NonNullable<SignInChoice['way']>;

/** Those that end in a token. */
const WAYS: readonly Way[] = ['password', 'second-factor', 'passkey'];
const CHOICE = WAYS.join(', ');

const IDS = PEOPLE.map(({ id }) => id).join(', ');

export const token: Command = {
  name: 'token',
  summary: 'sign a sample person in and print the bearer token, for curl',
  help: `npm run --silent cloud -- token PERSON [options]

Signs ${IDS} in at the local issuer, as the portal would, and prints the access token alone:

  curl -H "authorization: Bearer $(npm run --silent cloud -- token hanako)" http://127.0.0.1:4567/v1/lines

--silent keeps npm's own lines out of it. Asking for a wipe needs a sign-in of the last minutes with two factors.

${DATA_HELP}
  --way WAY          ${CHOICE}; the second one where the person has it`,

  async run(args, { print }) {
    const options = { ...DATA, way: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options, ['PERSON']);
    const person = personOf(positionals[0]);
    const way = wayOf(values.way);
    const { issuer } = findRunning(folderOf(values));
    print(await signIn(issuer, person, way ? { way } : {}));
  },
};

function wayOf(name: string | undefined): Way | undefined {
  if (name === undefined) return undefined;
  return WAYS.find((way) => way === name) ?? misused(`--way takes ${CHOICE}`);
}

function personOf(name: string | undefined): PersonId {
  const known = PEOPLE.find(({ id }) => id === name);
  return known?.id ?? misused(`${name ?? 'nobody'} is no sample person; there are ${IDS}`);
}
