/** Signs out whoever has left the machine, after a warning with a way to stay. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';

/** Milliseconds without a key or a pointer before the warning, and from the warning to the end. */
const QUIET = 8 * 60_000;
const WARNING = 2 * 60_000;
const ACTS = ['pointerdown', 'keydown'] as const;

export function IdleGuard() {
  const { session, texts } = usePortal();
  const { common } = texts;
  const dialog = useRef<HTMLDialogElement>(null);
  const lastAct = useRef(Date.now());
  const [left, setLeft] = useState<number>();
  const isWarned = left !== undefined;

  useEffect(() => {
    const act = () => {
      if (!dialog.current?.open) lastAct.current = Date.now();
    };
    for (const name of ACTS) addEventListener(name, act);
    const timer = setInterval(() => {
      const rest = QUIET + WARNING - (Date.now() - lastAct.current);
      if (rest <= 0) void session.signOut();
      else setLeft(rest <= WARNING ? Math.ceil(rest / 1000) : undefined);
    }, 1000);
    return () => {
      for (const name of ACTS) removeEventListener(name, act);
      clearInterval(timer);
    };
  }, [session]);

  useEffect(() => {
    if (isWarned) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isWarned]);

  const stay = () => {
    lastAct.current = Date.now();
    setLeft(undefined);
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="idle-title" onCancel={stay}>
      <h2 id="idle-title">{common.session.idleTitle}</h2>
      <p aria-hidden="true">{common.session.idleText(left ?? 0)}</p>
      <div class="actions">
        <Button look="primary" onPress={stay}>
          {common.session.stay}
        </Button>
        <Button onPress={() => session.signOut()}>{common.signOut}</Button>
      </div>
    </dialog>
  );
}
