import { describe, expect, test } from '@jest/globals';
import { parseMakers } from '#catalogue/read-makers.ts';

const MODELS = [{ maker: 'Sony' }, { maker: 'Kyocera' }];
const read = (...rows: string[]) => parseMakers(['maker,also', ...rows, ''].join('\n'), MODELS);

describe('the other names of makers', () => {
  test('may be several of one', () => {
    expect(read('Sony,ソニー', 'Kyocera,京セラ', 'Sony,ソニーモバイル')).toEqual({
      makers: { Sony: ['ソニー', 'ソニーモバイル'], Kyocera: ['京セラ'] },
      mistakes: [],
    });
  });

  test.each([
    ['a maker of no model', 'Sonny,ソニー', 'maker: no model is of "Sonny"'],
    ['no other name', 'Sony,', 'also: is empty'],
    ['one field', 'Sony', 'has 1 fields, not 2'],
    ['a name that is there, in another width', 'Kyocera,ｷｮｳｾﾗ', 'also: ｷｮｳｾﾗ is there already'],
    ['a quotation mark inside', 'Sony,"ソニー" x', 'not CSV'],
  ])('are refused with %s, by the line', (_, row, what) => {
    expect(read('Kyocera,キョウセラ', row).mistakes).toEqual([
      { line: 3, what: expect.stringContaining(what) },
    ]);
  });

  test('are refused with other columns', () => {
    expect(parseMakers('maker,name\nSony,ソニー\n', MODELS)).toMatchObject({
      makers: {},
      mistakes: [{ line: 1 }],
    });
  });
});
