/** Just enough XML to answer the Query and S3 protocols: escaped elements and lists of them. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
};

/** What XML 1.0 (section 2.2) does not allow, even escaped. */
const isForbidden = (code: number) =>
  (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) ||
  code === 0xfffe ||
  code === 0xffff;

/** Text made safe for an XML element. Characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text)
    escaped += isForbidden(character.charCodeAt(0)) ? '\ufffd' : (ENTITIES[character] ?? character);
  return escaped;
}

/** `<name><member>…</member>…</name>`, the Query protocol's list. What is given is XML already. */
export function memberElements(name: string, members: readonly string[]): string {
  return `<${name}>${members.map((member) => `<member>${member}</member>`).join('')}</${name}>`;
}

/** `<name>text</name>` with the text escaped. */
export function element(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}
