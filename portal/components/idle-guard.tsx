/** Signs out whoever has left the machine, after a warning with a way to stay. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Acts, timeLeft, WARNING } from '#browser/session/idle.ts';
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

const ACTS = ['pointerdown', 'keydown'] as const;

export function IdleGuard() {
  const { session, texts } = usePortal();
  const { common } = texts;
  const acts = useRef<Acts>(undefined);
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    const followed = new Acts(() => setLeft(undefined));
    acts.current = followed;
    const act = () => {
      // Once it is time for the warning, only the answer to it counts; a machine that slept has not shown it yet.
      if (timeLeft() > WARNING) followed.note();
    };
    for (const name of ACTS) addEventListener(name, act);
    return () => {
      for (const name of ACTS) removeEventListener(name, act);
      followed.close();
    };
  }, []);

  useEffect(() => {
    const look = () => {
      const rest = timeLeft();
      if (rest <= 0) void session.signOut();
      else setLeft(rest <= WARNING ? Math.ceil(rest / 1000) : undefined);
    };
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [session]);

  const stay = () => {
    acts.current?.note();
    setLeft(undefined);
  };
  return (
    <Dialog
      title={common.session.idleTitle}
      open={left !== undefined}
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
