import { describe, expect, test } from '@jest/globals';
import { placeOf, wantedIn } from '#portal/arrival.ts';

const signedOut = { kind: 'signed-out', leftOpen: false } as const;
const LOST = { ...signedOut, why: 'lost-factor' } as const;
const REFUSED = { ...signedOut, why: 'refused' } as const;
const SHOP = '/shop-visit';

describe('whoever comes back from the issuer', () => {
  test.each([
    ['without their device goes to the shop page', LOST, '/lines/a', false, SHOP],
    ['without it from the first page does so too', LOST, '/', false, SHOP],
    ['without it in the middle of a form goes on there', LOST, '/lines/a', true, '/lines/a'],
    ['without it as a clerk goes on at the counter', LOST, '/counter', false, '/counter'],
    [
      'without it at a wipe of the shop does so too',
      LOST,
      '/counter/wipes/a',
      false,
      '/counter/wipes/a',
    ],
    ['without it as an approver goes on there', LOST, '/approvals', false, '/approvals'],
    ['refused goes on where they were', REFUSED, '/lines/a', false, '/lines/a'],
  ] as const)('%s', (_who, session, returnTo, isStepUp, path) => {
    expect(placeOf({ returnTo, isStepUp }, session).path).toBe(path);
  });

  test('goes on from the shop page where they had wanted to be', () => {
    const { state } = placeOf({ returnTo: '/lines/a', isStepUp: false }, LOST);

    expect(wantedIn(state)).toBe('/lines/a');
  });

  test.each([null, undefined, {}, { returnTo: 7 }])(
    'goes to the first page where they had wanted none: %p',
    (state) => {
      expect(wantedIn(state)).toBe('/');
    },
  );
});
