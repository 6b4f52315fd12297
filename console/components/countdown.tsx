/** How long there is until something is over. It is seen all the time, and said at few moments. */
import LiveRegion from '@cloudscape-design/components/live-region';
import { nextLook, saidAt } from '#browser/countdown.ts';
import { leftInWords } from '#browser/countdown-words.ts';
import { useTexts } from '../console.ts';
import { useNow } from '../use-now.ts';
import { Time } from './time.tsx';

export interface CountdownProps {
  /** RFC 3339. */
  readonly until: string;
  /** What it is about, where a screen reader says it by itself. */
  readonly of: string;
}

export function Countdown({ until, of }: CountdownProps) {
  const { countdown } = useTexts();
  const end = Date.parse(until);
  const now = useNow((at) => nextLook(end, at));
  const said = saidAt(end, now);
  return (
    <>
      <Time at={until} /> <strong>{leftInWords(end, now, countdown)}</strong>
      <LiveRegion hidden>
        {said !== undefined && countdown.said(of, leftInWords(end, end - said, countdown))}
      </LiveRegion>
    </>
  );
}
