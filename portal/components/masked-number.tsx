/** A number of which only the last four digits are shown; a screen reader says those and no asterisks. */
import { grouped, lastFourOf } from '../phone-number.ts';
import { useTexts } from '../portal.ts';

export function MaskedNumber({ number }: { readonly number: string }) {
  const { lines } = useTexts();
  return (
    <span class="number">
      <span aria-hidden="true">{grouped(number)}</span>
      <span class="visually-hidden">{lines.endsWith(lastFourOf(number))}</span>
    </span>
  );
}
