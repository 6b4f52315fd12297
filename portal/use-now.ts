/** The machine's clock in a page that shows how time goes by. */
import { useEffect, useState } from 'preact/hooks';

/** Epoch milliseconds; it is looked at again after `pause(now)` milliseconds. */
export function useNow(pause: (now: number) => number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), pause(now));
    return () => clearTimeout(timer);
  });
  return now;
}
