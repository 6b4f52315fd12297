/** Looks every second whether somebody still sits at the machine, and signs out whoever does not. */
import { Acts, noteAct, timeLeft, WARNING } from './idle.ts';
import type { Session } from './session.ts';

const ACTS = ['pointerdown', 'keydown'] as const;

export interface IdleWatch {
  /** Somebody says that they are there. */
  readonly stay: () => void;
  readonly end: () => void;
}

/**
 * `warn` is told the seconds that are left once there are few, and undefined where there is nothing to warn of; `page` is
 * the browser's `window`.
 */
export function watchIdle(
  session: Pick<Session, 'isOpen' | 'signOut'>,
  warn: (secondsLeft: number | undefined) => void,
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): IdleWatch {
  // A session that has ended is over before the page has taken this watch away: from then on nothing is kept here.
  const whileOpen = (then: () => void) => () => {
    if (session.isOpen) then();
  };
  const acts = new Acts(
    whileOpen(() => {
      noteAct();
      warn(undefined);
    }),
  );
  const act = whileOpen(() => {
    // Once it is time for the warning, only the answer to it counts; a machine that slept has not shown it yet.
    if (timeLeft() > WARNING) acts.note();
  });
  const look = whileOpen(() => {
    const left = timeLeft();
    if (left <= 0) void session.signOut();
    else warn(left <= WARNING ? Math.ceil(left / 1000) : undefined);
  });
  for (const name of ACTS) page.addEventListener(name, act);
  const timer = setInterval(look, 1000);
  look();
  return {
    stay: whileOpen(() => {
      acts.note();
      warn(undefined);
    }),
    end() {
      clearInterval(timer);
      for (const name of ACTS) page.removeEventListener(name, act);
      acts.close();
    },
  };
}
