/** The sealed record of a wipe: to read, to print, to save, and how anybody can verify it. */
import { useRoute } from 'preact-iso';
import { wipeAddress } from '../addresses.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Page } from '../components/page.tsx';
import { usePortal } from '../portal.ts';
import { SealedRecord } from '../record/sealed-record.tsx';

export function RecordPage() {
  const { params } = useRoute();
  const { texts } = usePortal();
  return (
    <ForRole only="subscriber" title={texts.record.title}>
      <Record wipeId={params['wipeId'] ?? ''} />
    </ForRole>
  );
}

function Record({ wipeId }: { readonly wipeId: string }) {
  const { service, texts } = usePortal();
  const { record: words } = texts;
  const answer = useAnswer(() => service.record(wipeId), wipeId);
  return (
    <Page title={words.title} back={{ href: wipeAddress(wipeId), label: words.back }}>
      <Answered
        answer={answer}
        words={{ 'record-not-ready': words.notReady, 'wipe-not-found': words.notFound }}
      >
        {(sealed) => <SealedRecord sealed={sealed} />}
      </Answered>
    </Page>
  );
}
