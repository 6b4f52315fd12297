/** Days to wait for a handset, as somebody types them. */
import { MOST_DEADLINE_DAYS } from '#functions/contract/scalars.ts';

/** Undefined where nothing is typed: then it is the usual time. */
export function deadlineDaysIn(typed: string): number | undefined | 'malformed' {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return undefined;
  const days = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DEADLINE_DAYS ? days : 'malformed';
}
