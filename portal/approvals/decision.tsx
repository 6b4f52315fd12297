/** A second person's decision: the reason, then the question once more, then what came of it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { isProblem } from '#browser/api/failure.ts';
import type { ApprovalView } from '#functions/contract/bodies.ts';
import { useSending } from '../api/use-sending.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextArea } from '../components/field.tsx';
import { Note } from '../components/note.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { useFormState } from '../form-state.ts';
import { usePortal } from '../portal.ts';
import { Reason, reasonName } from './reason.ts';

const DECISIONS = ['approval', 'rejection'] as const;

const empty = (): z.infer<typeof Reason> => ({ reason: '' });

export interface ApprovalDecisionProps {
  readonly approval: z.infer<typeof ApprovalView>;
  /** The handset in words. */
  readonly phone: string;
  readonly onDecided: (words: string) => void;
  readonly onStale: () => void;
}

export function ApprovalDecision({ approval, phone, onDecided, onStale }: ApprovalDecisionProps) {
  const { service, texts } = usePortal();
  const { approvals: words } = texts;
  const { wipeId, requestHash } = approval;
  const [form, change, clear] = useFormState(reasonName(wipeId), Reason, empty);
  const [asked, setAsked] = useState<(typeof DECISIONS)[number]>();
  const [isMissing, setMissing] = useState(false);
  const sending = useSending(reasonName(wipeId), 'at-once');
  const { isConfirmed } = sending.stepUp;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isConfirmed) place.current?.focus();
  }, [isConfirmed]);

  const reasonId = `reason-${wipeId}`;
  const ask = (decision: (typeof DECISIONS)[number]) => {
    const isEmpty = form.reason.trim() === '';
    setMissing(isEmpty);
    sending.forget();
    if (isEmpty) document.getElementById(reasonId)?.focus();
    else setAsked(decision);
  };
  const confirm = async (decision: (typeof DECISIONS)[number]) => {
    const body = { requestHash, reason: form.reason.trim() };
    const outcome = await sending.send(() => service.decide(wipeId, decision, body));
    if (outcome?.ok === true) {
      clear();
      onDecided(words.done[decision](phone));
    }
    // Said where the reason is, which may have to be changed.
    if (outcome !== undefined) setAsked(undefined);
  };
  const seeNewest = () => {
    sending.forget();
    onStale();
  };
  const isStale = isProblem(sending.failure, ...STALE);
  return (
    <div ref={place} tabIndex={-1}>
      {isConfirmed && <Note kind="success">{words.confirmed}</Note>}
      <TextArea
        id={reasonId}
        label={words.reason}
        hint={words.reasonHint}
        error={isMissing ? words.reasonMissing : undefined}
        value={form.reason}
        onChange={(reason) => change({ reason })}
        length={500}
      />
      {asked === undefined && (
        <SendingNote sending={sending} words={words.problems}>
          {isStale && (
            <div class="actions">
              <Button onPress={seeNewest}>{words.seeNewest}</Button>
            </div>
          )}
        </SendingNote>
      )}
      <div class="actions">
        <Button look="danger" onPress={() => ask('approval')}>
          {words.approve}
        </Button>
        <Button onPress={() => ask('rejection')}>{words.reject}</Button>
      </div>
      {DECISIONS.map((decision) => (
        <Dialog
          key={decision}
          title={words.confirm[decision].title}
          open={asked === decision}
          onClose={() => setAsked(undefined)}
        >
          <p>{words.confirm[decision].text(phone)}</p>
          {asked === decision && <SendingNote sending={sending} words={words.problems} />}
          <div class="actions">
            <Button
              look={decision === 'approval' ? 'danger' : 'primary'}
              onPress={() => confirm(decision)}
            >
              {words.confirm[decision].yes(phone)}
            </Button>
            <Button onPress={() => setAsked(undefined)}>{words.confirm.back}</Button>
          </div>
        </Dialog>
      ))}
    </div>
  );
}

/** Problems that the newest answer of the service tells more of. */
const STALE = [
  'request-changed',
  'approval-not-asked',
  'approval-decided',
  'approval-lapsed',
  'wipe-ended',
  'wipe-not-found',
];
