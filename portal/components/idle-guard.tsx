/** Signs out whoever has left the machine, after a warning with a way to stay. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { WARNING } from '#browser/session/idle.ts';
import { type IdleWatch, watchIdle } from '#browser/session/idle-watch.ts';
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export function IdleGuard() {
  const { session, first } = usePortal();
  const { session: words } = first;
  const watch = useRef<IdleWatch>(undefined);
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    const begun = watchIdle(session, setLeft, window);
    watch.current = begun;
    return () => begun.end();
  }, [session]);

  const stay = () => watch.current?.stay();
  return (
    <Dialog
      title={words.idleTitle}
      open={left !== undefined}
      onClose={stay}
      // Said once: the seconds that are seen would be said again and again.
      description={words.idleText(WARNING / 1000)}
    >
      <p aria-hidden="true">{words.idleText(left ?? 0)}</p>
      <div class="actions">
        <Button look="primary" onPress={stay}>
          {words.stay}
        </Button>
        <Button onPress={() => session.signOut()}>{words.signOut}</Button>
      </div>
    </Dialog>
  );
}
