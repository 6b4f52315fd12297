/** Signs out whoever has left the machine, after a warning with a way to stay. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Milliseconds without a key or a pointer before the warning, and from the warning to the end. */
const QUIET = 8 * 60_000;
const WARNING = 2 * 60_000;
const ACTS = ['pointerdown', 'keydown'] as const;

export function IdleGuard() {
  const { session, texts } = usePortal();
  const { common } = texts;
  const lastAct = useRef(Date.now());
  const [left, setLeft] = useState<number>();
  const isWarned = left !== undefined;

  useEffect(() => {
    const act = () => {
      // Once warned, only the answer counts.
      if (!isWarned) lastAct.current = Date.now();
    };
    for (const name of ACTS) addEventListener(name, act);
    return () => {
      for (const name of ACTS) removeEventListener(name, act);
    };
  }, [isWarned]);

  useEffect(() => {
    const timer = setInterval(() => {
      const rest = QUIET + WARNING - (Date.now() - lastAct.current);
      if (rest <= 0) void session.signOut();
      else setLeft(rest <= WARNING ? Math.ceil(rest / 1000) : undefined);
    }, 1000);
    return () => clearInterval(timer);
  }, [session]);

  const stay = () => {
    lastAct.current = Date.now();
    setLeft(undefined);
  };
  return (
    <Dialog
      title={common.session.idleTitle}
      open={isWarned}
      onClose={stay}
      // Said once: the seconds that are seen would be said again and again.
      description={common.session.idleText(WARNING / 1000)}
    >
      <p aria-hidden="true">{common.session.idleText(left ?? 0)}</p>
      <div class="actions">
        <Button look="primary" onPress={stay}>
          {common.session.stay}
        </Button>
        <Button onPress={() => session.signOut()}>{common.signOut}</Button>
      </div>
    </Dialog>
  );
}
