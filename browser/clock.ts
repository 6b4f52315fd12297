/** The service's clock: where the machine's own is wrong, people still see and are held to the right time. */

/** Milliseconds that the machine's clock lacks. */
let lack = 0;

/** Epoch milliseconds. */
export const now = (): number => Date.now() + lack;

/** Seconds that the machine's clock lacks. */
export const clockLack = (): number => Math.round(lack / 1000);

/** Sets it by an answer of the service that was asked for since the page began. */
export function setClockBy(headers: Headers): void {
  const answered = Date.now();
  const asked = answered - performance.now();
  lack = lackBy(headers, { asked, answered });
}

/**
 * Milliseconds to add to the machine's clock, by the `Date` of an answer, and its `Age` where a cache kept it (RFC 9110,
 * section 6.6.1; RFC 9111, section 5.1). None where the clock may be right: the header tells seconds, and the answer was
 * on its way. `asked` and `answered` by the machine's clock.
 */
export function lackBy(
  headers: Pick<Headers, 'get'>,
  { asked, answered }: { readonly asked: number; readonly answered: number },
): number {
  const age = Number(headers.get('age') ?? 0);
  const date = Date.parse(headers.get('date') ?? '') + age * 1000;
  if (Number.isNaN(date)) return 0;
  const least = date - answered;
  const most = date + 1000 - asked;
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}
