import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CsvFault, csvLine, parseCsv } from '#catalogue/csv.ts';

describe('comma-separated values', () => {
  test('are records of fields, each with its line', () => {
    expect(parseCsv('a,b\n1,\n"x, ""y""\nz",2\n3,4')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', ''] },
      { line: 3, fields: ['x, "y"\nz', '2'] },
      { line: 5, fields: ['3', '4'] },
    ]);
  });

  test.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF', 'a,b\n1,2\n'],
    ['no end at the end', 'a,b\n1,2'],
    ['a byte order mark', '\u{feff}a,b\r\n1,2'],
    ['empty lines', '\n\na,b\n\n1,2\n\n'],
    ['quotes around all', '"a","b"\r\n"1","2"\r\n'],
  ])('are the same with %s', (_, text) => {
    expect(parseCsv(text).map(({ fields }) => fields)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('may be one empty field, in quotes', () => {
    expect(parseCsv('""\n')).toEqual([{ line: 1, fields: [''] }]);
    expect(parseCsv('')).toEqual([]);
  });

  test.each([
    ['a quote that is never closed', 'a\n"b\n', 2],
    ['a quote inside a plain field', 'a\nb\nx"y\n', 3],
    ['something after a closing quote', '"a"b\n', 1],
  ])('are not read on from %s', (_, text, line) => {
    expect(() => parseCsv(text)).toThrow(expect.objectContaining({ name: CsvFault.name, line }));
  });

  test('are read as they were written, whatever is in them', () => {
    const field = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'x', '端') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2 })), (table) => {
        const text = table.map((fields) => `${csvLine(fields)}\r\n`).join('');

        expect(parseCsv(text).map(({ fields }) => fields)).toEqual(table);
      }),
    );
  });
});
