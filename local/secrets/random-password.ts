/** Generated secrets: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html */
import { randomInt } from 'node:crypto';
import * as z from 'zod';

export const generateSecretString = z
  .strictObject({
    PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
    ExcludeCharacters: z.string().max(4096).default(''),
    ExcludeLowercase: z.boolean().default(false),
    ExcludeUppercase: z.boolean().default(false),
    ExcludeNumbers: z.boolean().default(false),
    ExcludePunctuation: z.boolean().default(false),
    IncludeSpace: z.boolean().default(false),
    RequireEachIncludedType: z.boolean().default(true),
    SecretStringTemplate: z.string().exactOptional(),
    GenerateStringKey: z.string().exactOptional(),
  })
  .refine(
    (wanted) =>
      (wanted.SecretStringTemplate === undefined) === (wanted.GenerateStringKey === undefined),
    { error: 'SecretStringTemplate and GenerateStringKey go together' },
  );
type Wanted = z.infer<typeof generateSecretString>;

const template = z.record(z.string(), z.unknown());

/** The secret string: a password, or the template's JSON object with the password as one of its members. */
export function generateSecret(wanted: Wanted): string {
  const password = generatePassword(wanted);
  const { SecretStringTemplate: text, GenerateStringKey: key } = wanted;
  if (text === undefined || key === undefined) return password;
  return JSON.stringify({ ...template.parse(JSON.parse(text)), [key]: password });
}

function generatePassword(wanted: Wanted): string {
  const classes = [
    wanted.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    wanted.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    wanted.ExcludeNumbers ? '' : '0123456789',
    wanted.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    wanted.IncludeSpace ? ' ' : '',
  ]
    .map((all) => [...all].filter((each) => !wanted.ExcludeCharacters.includes(each)))
    .filter(({ length }) => length > 0);
  const required = wanted.RequireEachIncludedType ? classes : [];
  const { PasswordLength: length } = wanted;
  if (classes.length === 0 || required.length > length)
    throw new Error('no such password: too short, or every character is excluded');
  const characters = [...required.map(pick)];
  while (characters.length < length) characters.push(pick(classes.flat()));
  return shuffled(characters).join('');
}

const pick = (characters: readonly string[]) => characters[randomInt(characters.length)] ?? '';

/** Fisher and Yates. */
function shuffled(characters: readonly string[]): string[] {
  const left = [...characters];
  return characters.flatMap(() => left.splice(randomInt(left.length), 1));
}
