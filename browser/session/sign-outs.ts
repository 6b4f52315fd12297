/** Sign-outs told from tab to tab: whoever signs out in one is signed out in every other one of the same browser. */
import type { Session } from './session.ts';

/** Answers what ends it. */
export function followSignOuts(
  session: Pick<Session, 'state' | 'listen' | 'endedElsewhere'>,
): () => void {
  const tabs = new BroadcastChannel('remote-wipe.sign-outs');
  tabs.onmessage = () => session.endedElsewhere();
  const stop = session.listen(() => {
    const { state } = session;
    if (state.kind === 'signing-out' && !state.failed) tabs.postMessage('sign-out');
  });
  return () => {
    stop();
    tabs.close();
  };
}
