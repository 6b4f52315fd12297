/** What an SNS operation is, and how it answers a map of attributes. */
import type { AwsCall } from '../aws/call.ts';
import { element } from '../endpoint/xml.ts';

/** Answers the XML inside `<{operation}Result>`. */
export type SnsOperation = (call: AwsCall) => string | Promise<string>;

/** `<Attributes>` as the Query protocol writes a map. */
export function attributesXml(map: Readonly<Record<string, string | number | boolean>>): string {
  const entries = Object.entries(map).map(
    ([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`,
  );
  return `<Attributes>${entries.join('')}</Attributes>`;
}
