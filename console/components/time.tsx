/** A time by the clock that the person has chosen, Japan's or UTC; by the other one too, where a pointer rests on it. */
import { useConsole } from '../console.ts';
import { timeBy } from '../time.ts';

/** `at`: RFC 3339. */
export function Time({ at }: { readonly at: string }) {
  const { language, zone } = useConsole();
  const other = zone === 'utc' ? 'japan' : 'utc';
  return (
    <time dateTime={at} title={timeBy(at, { zone: other, language })}>
      {timeBy(at, { zone, language })}
    </time>
  );
}
