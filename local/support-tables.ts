/** The tables of properties in `SUPPORT.md`, made of the schemas that are in force. */
import type { ResourceType } from './part.ts';
import { type PropertyPaths, propertyPaths } from './template/property-paths.ts';

/** The page with its two tables as these types make them. @throws Error for a page without a place for them. */
export function withTables(page: string, types: readonly ResourceType[]): string {
  const sorted = types.toSorted((left, right) => (left.type < right.type ? -1 : 1));
  const rows = (kind: keyof PropertyPaths) =>
    sorted.flatMap((type) => {
      // Tags are inert everywhere, and the page says so once.
      const paths = propertyPaths(type)[kind].filter(
        (path) => !/(^|\.)Tags(\[\]\.\w+)?$/.test(path),
      );
      return paths.length === 0
        ? []
        : [`| \`${type.type}\` | ${paths.map((path) => `\`${path}\``).join(', ')} |`];
    });
  const table = (heading: string, kind: keyof PropertyPaths) =>
    [`| type | ${heading} |`, '|---|---|', ...rows(kind)].join('\n');
  const hosted = placed(page, 'hosted properties', table('read', 'hosted'));
  return placed(hosted, 'inert properties', table('accepted and without effect', 'inert'));
}

function placed(page: string, name: string, table: string): string {
  const place = new RegExp(`(<!-- ${name}: npm run docs -->\n)[^]*?(\n<!-- end -->)`);
  if (!place.test(page)) throw new Error(`SUPPORT.md has no place for ${name}`);
  return page.replace(place, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
}
