/** Signs out whoever has left the machine, after a warning with a way to stay. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { WARNING } from '#browser/session/idle.ts';
import { type IdleWatch, watchIdle } from '#browser/session/idle-watch.ts';
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export function IdleGuard() {
  const { session, texts } = usePortal();
  const { common } = texts;
  const watch = useRef<IdleWatch>(undefined);
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    const begun = watchIdle(session, setLeft);
    watch.current = begun;
    return () => begun.end();
  }, [session]);

  const stay = () => watch.current?.stay();
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
