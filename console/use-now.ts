/** The service's clock in a page that shows how time goes by. */
import { useEffect, useState } from 'react';
import { now as present } from '#browser/clock.ts';

/** Epoch milliseconds; it is looked at again after `pause(now)` milliseconds. */
export function useNow(pause: (now: number) => number): number {
  const [now, setNow] = useState(present);
  useEffect(() => {
    const timer = setTimeout(() => setNow(present()), pause(now));
    return () => clearTimeout(timer);
  });
  return now;
}
