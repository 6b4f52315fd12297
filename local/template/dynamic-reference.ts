/** CloudFormation's dynamic references, `{{resolve:secretsmanager:…}}` inside texts of a template. */
import * as z from 'zod';
import { TemplateError } from './problem.ts';

/** The text behind a secret's id or ARN. @throws AwsError `ResourceNotFoundException`. */
export type SecretText = (secretId: string) => string;

const REFERENCE = /\{\{resolve:([^{}]*)\}\}/g;
/** `{id or ARN}[:SecretString[:{key}[:{stage}[:{version}]]]]`; an ARN has six colons of its own. */
const SECRET =
  /^secretsmanager:(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:]*|[^:]*)(?::SecretString)?(?::([^:]*))?(?::[^:]*)?(?::[^:]*)?$/;

/** Fills in all references in a value. @throws TemplateError for stores other than Secrets Manager. */
export function resolveReferences(value: unknown, secretText: SecretText | undefined): unknown {
  if (typeof value === 'string')
    return value.replace(REFERENCE, (whole, reference: string) => {
      const [matched, secretId = '', key = ''] = SECRET.exec(reference) ?? [];
      if (matched === undefined || secretText === undefined)
        throw new TemplateError([`the dynamic reference ${whole} is not supported`]);
      const text = secretText(secretId);
      return key === '' ? text : memberOf(text, key, whole);
    });
  if (Array.isArray(value)) return value.map((element) => resolveReferences(element, secretText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, resolveReferences(inner, secretText)]),
  );
}

const members = z.record(z.string(), z.unknown());

function memberOf(text: string, key: string, reference: string): string {
  const value = members.safeParse(jsonOf(text)).data?.[key];
  if (value === undefined)
    throw new TemplateError([`the dynamic reference ${reference} finds no such key`]);
  return String(value);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
