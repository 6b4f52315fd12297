/** Phone numbers and parts of them, as people type them. */

/** 「０９０－１２３４－５６７８」, `(090) 1234 5678` and `+81 90 1234 5678` are one number; 「ー」 is what a Japanese keyboard makes of a dash. */
const BETWEEN_DIGITS = /[\p{Dash}\p{White_Space}ー().・]/gu;

const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(BETWEEN_DIGITS, '');

/** The number as the service takes it; undefined where it is none of a line in Japan. */
export function phoneNumberIn(typed: string): string | undefined {
  const digits = digitsOf(typed).replace(/^\+810?/, '0');
  return /^0[0-9]{9,10}$/.test(digits) ? digits : undefined;
}

/** Four digits; undefined where it is something else. */
export function lastFourIn(typed: string): string | undefined {
  const digits = digitsOf(typed);
  return /^[0-9]{4}$/.test(digits) ? digits : undefined;
}

/** The end of a number that is shown masked. */
export const lastFourOf = (masked: string): string => masked.slice(-4);

/** A masked number in the groups in which people read one: `***-****-0001`. */
export function grouped(masked: string): string {
  const last = lastFourOf(masked);
  const head = masked.slice(0, 3);
  const middle = masked.slice(3, -4);
  return [head, middle, last].filter((part) => part !== '').join('-');
}
