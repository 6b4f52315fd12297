/** A time in the person's language, Japan time, readable by machines too. */
import { usePortal } from '../portal.ts';
import { dayAndTime } from '../time.ts';

export function Time({ at }: { readonly at: string }) {
  const { language } = usePortal();
  return <time dateTime={at}>{dayAndTime(at, language)}</time>;
}
