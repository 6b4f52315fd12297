/** Looks every second whether somebody still sits at the machine, and signs out whoever does not. */
import { Acts, timeLeft, WARNING } from './idle.ts';

const ACTS = ['pointerdown', 'keydown'] as const;

export interface IdleWatch {
  /** Somebody says that they are there. */
  readonly stay: () => void;
  readonly end: () => void;
}

/** `warn` is told the seconds that are left once there are few, and undefined where there is nothing to warn of. */
export function watchIdle(
  session: { signOut(): Promise<void> },
  warn: (secondsLeft: number | undefined) => void,
): IdleWatch {
  const acts = new Acts(() => warn(undefined));
  const act = () => {
    // Once it is time for the warning, only the answer to it counts; a machine that slept has not shown it yet.
    if (timeLeft() > WARNING) acts.note();
  };
  const look = () => {
    const left = timeLeft();
    if (left <= 0) void session.signOut();
    else warn(left <= WARNING ? Math.ceil(left / 1000) : undefined);
  };
  for (const name of ACTS) addEventListener(name, act);
  const timer = setInterval(look, 1000);
  look();
  return {
    stay() {
      acts.note();
      warn(undefined);
    },
    end() {
      clearInterval(timer);
      for (const name of ACTS) removeEventListener(name, act);
      acts.close();
    },
  };
}
