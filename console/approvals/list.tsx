/** The approvals of a view, kept up to date, and the dialog in which one is decided on. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import type { Outcome } from '#browser/api/call.ts';
import { type Approvals, gatherApprovals, SCORE, type Show } from '#browser/approvals/gather.ts';
import { ActDialog } from '../act/act-dialog.tsx';
import { type OpenAct, useOpenAct } from '../act/use-open-act.ts';
import { DECISIONS, type Decision } from '../api/service.ts';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Done } from '../components/done.tsx';
import { Freshness } from '../components/freshness.tsx';
import { useConsole, useTexts } from '../console.ts';
import { ApprovalCard } from './card.tsx';
import { phoneOf, type ShownApproval } from './facts.tsx';

/** What a page of the list may be answered with instead. */
type Failed = Exclude<Outcome<unknown>, { readonly ok: true }>;

export function ApprovalList({ show }: { readonly show: Show }) {
  const { service, texts } = useConsole();
  const { approvals: words } = texts;
  const [wanted, setWanted] = useState(SCORE);
  const [done, setDone] = useState<string>();
  const { open, begin, end } = useOpenAct(isDecision);
  const answer = useLive<Approvals>(
    () => gatherApprovals<Failed>((after) => service.approvals(queryOf(show, after)), wanted),
    show,
  );
  const { reload } = answer;
  useEffect(() => {
    if (wanted > SCORE) reload();
  }, [wanted, reload]);
  return (
    <div>
      <Done words={done} />
      <Answered answer={answer}>
        {({ approvals, hasMore }) => (
          <SpaceBetween size="l">
            <SpaceBetween size="s" direction="horizontal" alignItems="center">
              <div role="status">
                {approvals.length > 0 ? words.found(approvals.length, hasMore) : words.none[show]}
              </div>
              <Freshness answers={[answer]} />
            </SpaceBetween>
            {approvals.map((approval) => (
              <ApprovalCard
                key={approval.wipeId}
                approval={approval}
                onDecide={(decision, { wipeId, requestHash }) => {
                  setDone(undefined);
                  begin({ act: decision, subjects: [wipeId, requestHash] });
                }}
              />
            ))}
            {hasMore && (
              <SpaceBetween size="xs">
                {approvals.length === 0 && <div>{words.searching}</div>}
                <Button onClick={() => setWanted(wanted + SCORE)}>{words.more}</Button>
              </SpaceBetween>
            )}
            {open && (
              <DecisionDialog
                open={open}
                approval={approvals.find(({ wipeId }) => wipeId === open.subjects[0])}
                onClose={end}
                onDone={(said) => {
                  setDone(said);
                  end();
                  reload();
                }}
                onFailed={reload}
              />
            )}
          </SpaceBetween>
        )}
      </Answered>
    </div>
  );
}

const queryOf = (show: Show, after: string | undefined) =>
  new URLSearchParams({ show, ...(after !== undefined && { after }) });

const decisionOf = ({ act }: OpenAct): Decision | undefined =>
  DECISIONS.find((each) => each === act);

/** The wipe's own page has drafts of a wipe alone; here the request is named as it was shown. */
const isDecision = (draft: OpenAct) =>
  decisionOf(draft) !== undefined && draft.subjects.length === 2;

interface DecisionDialogProps {
  readonly open: OpenAct;
  /** As the list has it now. */
  readonly approval: ShownApproval | undefined;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
  readonly onFailed: () => void;
}

function DecisionDialog({ open, approval, onClose, onDone, onFailed }: DecisionDialogProps) {
  const { service } = useConsole();
  const { approvals: words } = useTexts();
  const decision = decisionOf(open);
  const [wipeId = '', requestHash = ''] = open.subjects;
  if (decision === undefined) return null;
  const phone = approval === undefined ? wipeId : phoneOf(approval, words);
  const { act, title, text, done } = words.confirm[decision];
  return (
    <ActDialog
      act={open.act}
      subjects={open.subjects}
      title={title(phone)}
      confirm={act}
      send={(reason) => service.decide(wipeId, decision, { requestHash, reason })}
      onClose={onClose}
      onDone={() => onDone(done(phone))}
      onFailed={onFailed}
    >
      <p>{text}</p>
      {approval?.status !== 'to-decide' && <Alert type="warning">{words.gone}</Alert>}
    </ActDialog>
  );
}
