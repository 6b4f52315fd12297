/** A wipe that the shop asked for: where it is, live; cancelling it; the receipt for the customer. */
import { useRoute } from 'preact-iso';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Button } from '../components/button.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Page } from '../components/page.tsx';
import { COUNTER } from '../counter/addresses.ts';
import { Receipt } from '../counter/receipt.tsx';
import { WipeFacts, WipeState } from '../counter/wipe-state.tsx';
import { usePortal, useTexts } from '../portal.ts';
import { Cancellation } from '../wipe/cancellation.tsx';
import { Progress } from '../wipe/progress.tsx';

export function CounterWipePage() {
  const { counter } = useTexts();
  const { title, back } = counter.wipe;
  const { wipeId = '' } = useRoute().params;
  return (
    <ForRole only="shop" title={title}>
      <Page title={title} back={{ href: COUNTER, label: back }}>
        <Live wipeId={wipeId} />
      </Page>
    </ForRole>
  );
}

function Live({ wipeId }: { readonly wipeId: string }) {
  const { service, texts } = usePortal();
  const { counter } = texts;
  const answer = useLive((etag) => service.wipe(wipeId, etag), wipeId);
  return (
    <Answered answer={answer} words={counter.wipe.problems}>
      {(wipe) => (
        <>
          <WipeState wipe={wipe} />
          <WipeFacts wipe={wipe} />
          <div class="actions">
            <Button look="primary" onPress={() => window.print()}>
              {counter.receipt.print}
            </Button>
          </div>
          <Progress wipe={wipe} />
          <Cancellation
            wipe={wipe}
            words={counter.cancel}
            signInStart="at-once"
            reload={answer.reload}
          />
          <Receipt wipe={wipe} seenAt={answer.seenAt} />
        </>
      )}
    </Answered>
  );
}
