/** One wipe as it goes on: where it stands, what it waits for, how it can be cancelled, and how it ended. */
import { useRoute } from 'preact-iso';
import { lineAddress } from '../addresses.ts';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Page } from '../components/page.tsx';
import { usePortal } from '../portal.ts';
import { Announcement } from '../wipe/announcement.tsx';
import { EndNote } from '../wipe/end-note.tsx';
import { NotMe } from '../wipe/not-me.tsx';
import { OwnCancellation } from '../wipe/own-cancellation.tsx';
import { Progress } from '../wipe/progress.tsx';
import type { ShownWipe } from '../wipe/steps.ts';
import { WaitingNote } from '../wipe/waiting-note.tsx';
import { WipeFacts } from '../wipe/wipe-facts.tsx';

export function WipePage() {
  const { params } = useRoute();
  const { texts } = usePortal();
  return (
    <ForRole only="subscriber" title={texts.wipe.plainTitle}>
      <OneWipe wipeId={params['wipeId'] ?? ''} />
    </ForRole>
  );
}

function OneWipe({ wipeId }: { readonly wipeId: string }) {
  const { service, texts } = usePortal();
  const answer = useLive((etag) => service.wipe(wipeId, etag), wipeId);
  const { wipe: words } = texts;
  const { value } = answer;
  const back = value
    ? { href: lineAddress(value.lineId), label: words.backToLine }
    : { href: '/', label: words.toLines };
  return (
    <Page title={value ? words.title(value.modelName) : words.plainTitle} back={back}>
      <Answered answer={answer} words={{ 'wipe-not-found': words.notFound }}>
        {(wipe) => <Wipe wipe={wipe} reload={answer.reload} />}
      </Answered>
    </Page>
  );
}

function Wipe({ wipe, reload }: { readonly wipe: ShownWipe; readonly reload: () => void }) {
  return (
    <>
      <Announcement wipe={wipe} />
      <WaitingNote wipe={wipe} />
      <EndNote wipe={wipe} />
      <Progress wipe={wipe} />
      <OwnCancellation wipe={wipe} reload={reload} />
      <WipeFacts wipe={wipe} />
      <NotMe wipe={wipe} />
    </>
  );
}
