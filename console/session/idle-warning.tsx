/** Signs out whoever has left the machine, after a warning with a way to stay. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState } from 'react';
import { type IdleWatch, watchIdle } from '#browser/session/idle-watch.ts';
import { useConsole } from '../console.ts';

export function IdleWarning() {
  const { session, texts } = useConsole();
  const { signIn } = texts;
  const watch = useRef<IdleWatch>(undefined);
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    const begun = watchIdle(session, setLeft, window);
    watch.current = begun;
    return () => begun.end();
  }, [session]);

  const stay = () => watch.current?.stay();
  return (
    <Modal
      visible={left !== undefined}
      header={signIn.idle.title}
      onDismiss={stay}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={() => void session.signOut()}>
              {signIn.signOut}
            </Button>
            <Button variant="primary" onClick={stay}>
              {signIn.idle.stay}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {signIn.idle.text(left ?? 0)}
    </Modal>
  );
}
