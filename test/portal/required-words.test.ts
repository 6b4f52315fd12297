/** What the carrier's page wants to be said, in both languages, where the pages say it. */
import { describe, expect, test } from '@jest/globals';
import { ELSEWHERE } from '#portal/elsewhere.ts';
import { en } from '#portal/texts/en/en.ts';
import { ja } from '#portal/texts/ja/ja.ts';

/** By requirement: the words, and what has to stand in them. */
const SAID: readonly (readonly [string, string, RegExp])[] = [
  ['R11, at the foot of every page', ja.common.free, /お申し込みも要りません/],
  ['R11, at the foot of every page', en.common.free, /nothing to sign up for/],
  ['R12, at the foot of every page', ja.common.free, /料金はかからず/],
  ['R12, at the foot of every page', en.common.free, /no charge/],
  ['R29, beside the way to it', ja.eligibility.icloudHelp, /iCloud: デバイス上の情報の消去/],
  ['R29, at its address', ELSEWHERE.icloudHelp, /^https:\/\/support\.apple\.com\//],
  ['R30, beside the way to it', ja.eligibility.apples, /Apple社が提供するサービス/],
  ['R30, beside the way to it', en.eligibility.apples, /Apple/],
  [
    'R38, beside the way to it',
    ja.lines.guides.titles['F_GOOGLE_FIND'] ?? '',
    /「デバイスを探す」機能の準備と使い方/,
  ],
  ['R39, beside the way to it', ja.eligibility.googles, /Google社が提供するサービス/],
  ['R39, beside the way to it', en.eligibility.googles, /Google/],
  ['R46, beside the advice to update', ja.lines.guides.titles['F_UPDATE_NOTICE'] ?? '', /サムスン/],
  [
    'R48, beside the warning',
    ja.lines.guides.titles['W_SHA2_LEGACY'] ?? '',
    /一部サービス提供条件の変更/,
  ],
  ['R49, on the first page and all others', ja.common.howTo, /ご利用方法/],
  ['R49, on the first page and all others', en.common.howTo, /How to use/],
  [
    'R50, at the foot of every page',
    ja.common.trademarks.join(),
    /Android.*商標.*Apple.*商標.*アイホン/,
  ],
  [
    'R50, at the foot of every page',
    en.common.trademarks.join(),
    /Android.*trademark.*Apple.*Aiphone/,
  ],
];

describe('pages say', () => {
  test.each(SAID)('%s', (_where, words, wanted) => {
    expect(words).toMatch(wanted);
  });
});
