/** One line of a CSV file (RFC 4180). A record never goes on in the next line, so that a line is a model. */

/** A field in quotation marks, in which they are doubled, or a plain one; then a comma or the end. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** Its fields, or undefined where the quotation marks do not add up. */
export function fieldsOf(line: string): string[] | undefined {
  const fields: string[] = [];
  const field = new RegExp(FIELD);
  for (;;) {
    const match = field.exec(line);
    if (match === null) return undefined;
    const [, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') return fields;
  }
}
