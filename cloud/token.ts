/** `token`: signs a sample person in and prints the access token, for curl. */
import { PEOPLE, type PersonId } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { misused } from './refusal.ts';
import { findRunning } from './running.ts';

const IDS = PEOPLE.map(({ id }) => id).join(', ');

export const token: Command = {
  name: 'token',
  summary: 'sign a sample person in and print the bearer token, for curl',
  help: `npm run --silent cloud -- token PERSON [options]

Signs ${IDS} in at the local issuer, as the portal would, and prints the access token alone:

  curl -H "authorization: Bearer $(npm run --silent cloud -- token hanako)" http://127.0.0.1:4567/v1/lines

--silent keeps npm's own lines out of it. Asking for a wipe needs a sign-in of the last minutes with two factors.

${DATA_HELP}
  --one-factor       sign in with the password only`,

  async run(args, { print }) {
    const options = { ...DATA, 'one-factor': { type: 'boolean', default: false } } as const;
    const { values, positionals } = readArguments(args, options, ['PERSON']);
    const person = personOf(positionals[0]);
    const { issuer } = findRunning(folderOf(values));
    print(await signIn(issuer, person, values['one-factor'] ? { way: 'password' } : {}));
  },
};

function personOf(name: string | undefined): PersonId {
  const known = PEOPLE.find(({ id }) => id === name);
  return known?.id ?? misused(`${name ?? 'nobody'} is no sample person; there are ${IDS}`);
}
