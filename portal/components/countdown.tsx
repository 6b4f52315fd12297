/** How long there is until something is over. It is seen all the time, and said at few moments. */
import { nextLook, saidAt, timeLeft } from '#browser/countdown.ts';
import { useTexts } from '../portal.ts';
import type { Texts } from '../texts/texts.ts';
import { useNow } from '../use-now.ts';
import { Time } from './time.tsx';

export interface CountdownProps {
  /** RFC 3339. */
  readonly until: string;
  /** What it is about, where a screen reader says it by itself. */
  readonly of: string;
}

export function Countdown({ until, of }: CountdownProps) {
  const texts = useTexts();
  const end = Date.parse(until);
  const now = useNow((at) => nextLook(end, at));
  const said = saidAt(end, now);
  return (
    <>
      <Time at={until} /> <strong class="countdown">{words(end, now, texts)}</strong>
      <span class="visually-hidden" role="status">
        {said !== undefined && texts.countdown.said(of, words(end, end - said, texts))}
      </span>
    </>
  );
}

function words(end: number, now: number, { countdown: left }: Texts): string {
  const rest = timeLeft(end, now);
  if (rest === undefined) return left.over;
  const { hours, minutes, seconds } = rest;
  if (hours > 0) return left.hours(hours, minutes);
  return minutes >= 2 ? left.minutes(minutes) : left.exact(minutes, seconds);
}
