/** What may be done to a wipe: each with its consequences, a reason and a confirmation, or with why not. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Outcome } from '#browser/api/call.ts';
import { isProblem } from '#browser/api/failure.ts';
import { nextLook } from '#browser/countdown.ts';
import { decidedUntil, WIPE_ACTS, type WipeAct, whyNot } from '#functions/contract/wipe-acts.ts';
import { ActButton } from '../act/act-button.tsx';
import { ActDialog } from '../act/act-dialog.tsx';
import { useOpenAct } from '../act/use-open-act.ts';
import type { Service } from '../api/service.ts';
import { Done } from '../components/done.tsx';
import { useConsole, useWho } from '../console.ts';
import { useNow } from '../use-now.ts';
import type { ShownWipe } from './facts.tsx';

export interface ActsProps {
  readonly wipe: ShownWipe;
  /** Asks anew for what is shown. */
  readonly reload: () => void;
}

export function Acts({ wipe, reload }: ActsProps) {
  const { service, texts } = useConsole();
  const { acts } = texts.wipe;
  const { open, begin, end } = useOpenAct(({ subjects }) => subjects.join() === wipe.wipeId);
  const [done, setDone] = useState<string>();
  // Nothing else of it changes by time alone.
  const until = wipe.state === 'awaiting-approval' ? decidedUntil(wipe) : Number.POSITIVE_INFINITY;
  const now = useNow((at) => nextLook(until, at));
  const who = useWho();
  if (who === undefined) return null;
  const by = { ...who, now };
  const chosen = WIPE_ACTS.find((act) => act === open?.act);
  const whyNotWords = (act: WipeAct) => {
    const why = whyNot(act, by, wipe);
    return why && acts.whyNot[why];
  };
  return (
    <Container header={<Header variant="h2">{acts.title}</Header>}>
      <Done words={done} />
      <SpaceBetween size="m" direction="horizontal">
        {WIPE_ACTS.map((act) => (
          <ActButton
            key={act}
            whyNot={whyNotWords(act)}
            onPress={() => {
              setDone(undefined);
              begin({ act, subjects: [wipe.wipeId] });
            }}
          >
            {acts.names[act]}
          </ActButton>
        ))}
      </SpaceBetween>
      {chosen && (
        <ActDialog
          act={chosen}
          subjects={[wipe.wipeId]}
          title={acts.names[chosen]}
          confirm={acts.names[chosen]}
          whyNot={whyNotWords(chosen)}
          send={(reason) => sent(service, { act: chosen, wipe, reason })}
          onClose={end}
          onFailed={reload}
          onDone={(isWish) => {
            setDone(isWish ? acts.wished : acts.done[chosen]);
            end();
            reload();
          }}
        >
          <p>{acts.consequences[chosen]}</p>
        </ActDialog>
      )}
    </Container>
  );
}

interface Sending {
  readonly act: WipeAct;
  readonly wipe: ShownWipe;
  readonly reason: string;
}

/** Answers whether it is a wish as yet, of which the handset's word decides what comes. */
async function sent(service: Service, sending: Sending): Promise<Outcome<boolean>> {
  const outcome = await called(service, sending);
  if (outcome.ok === true) return { ...outcome, value: false };
  if (outcome.ok === false && isProblem(outcome.failure, 'not-known-yet'))
    return { ok: true, value: true, etag: undefined, retryAfter: undefined };
  return outcome;
}

function called(service: Service, { act, wipe, reason }: Sending): Promise<Outcome<unknown>> {
  const { wipeId, requestHash } = wipe;
  switch (act) {
    case 'cancel':
      return service.cancel(wipeId, reason);
    case 'approval':
    case 'rejection':
      return service.decide(wipeId, act, { requestHash, reason });
    case 'hold':
    case 'release':
    case 'redrive':
    case 'notify':
      return service.act(wipeId, act, reason);
  }
}
