/** How texts are compared that people type: codes, names, makers. */

/**
 * A text as it is compared: compatibility forms as plain ones (Unicode Standard Annex #15, NFKC), in lower case,
 * without blanks and dashes. 「ＳＯ－５１Ｄ」, `SO 51D` and `so-51d` are one. The Japanese 「ー」 is a letter and stays.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Dash}\p{White_Space}]/gu, '');
