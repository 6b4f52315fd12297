import { describe, expect, test } from '@jest/globals';
import { contestLinkIn } from '#portal/contest/link.ts';

const WIPE = `${'e'.repeat(43)}.12`;
const SECRET = 's'.repeat(20).concat('-_');

describe('the link in a message', () => {
  test.each([[`#${WIPE}.${SECRET}`], [`${WIPE}.${SECRET}`]])(
    'names the wipe and its secret',
    (fragment) => {
      expect(contestLinkIn(fragment)).toEqual({ wipeId: WIPE, secret: SECRET });
    },
  );

  test.each([
    ['nothing', ''],
    ['the wipe alone', `#${WIPE}`],
    ['a secret that is cut short', `#${WIPE}.${SECRET.slice(1)}`],
    ['a secret with something behind it', `#${WIPE}.${SECRET}.`],
    ['no attempt', `#${'e'.repeat(43)}.${SECRET}`],
    ['an attempt that is none', `#${'e'.repeat(43)}.0.${SECRET}`],
    ['something else in it', `#${WIPE}.${SECRET.slice(1)}/`],
    ['a place in the page', '#content'],
  ])('is none where it has %s', (_what, fragment) => {
    expect(contestLinkIn(fragment)).toBeUndefined();
  });
});
