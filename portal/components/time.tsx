/** A time in the person's language, Japan time, readable by machines too. */
import { usePortal } from '../portal.ts';
import { day, dayAndTime, exactTime } from '../time.ts';

export interface TimeProps {
  /** RFC 3339, or epoch milliseconds. */
  readonly at: string | number;
  /** How much of it is told. */
  readonly to?: keyof typeof WORDS;
}

const WORDS = { day, minute: dayAndTime, second: exactTime } as const;

export function Time({ at, to = 'minute' }: TimeProps) {
  const { language } = usePortal();
  return <time dateTime={new Date(at).toISOString()}>{WORDS[to](at, language)}</time>;
}

/** A sentence with a time in it. */
export function TimeIn({
  sentence,
  ...time
}: TimeProps & { readonly sentence: (time: string) => string }) {
  const [before, after] = sentence(PLACE).split(PLACE);
  return (
    <>
      {before}
      <Time {...time} />
      {after}
    </>
  );
}

/** Where the time comes, in no words of ours. */
const PLACE = '\u0000';
