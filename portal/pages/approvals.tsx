/** What waits for a second person, what was decided, and what is one's own; kept up to date while it is looked at. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Outcome } from '#browser/api/call.ts';
import {
  type Approvals,
  gatherApprovals,
  SCORE,
  SHOWS,
  type Show,
} from '#browser/approvals/gather.ts';
import { forget, readKept } from '#browser/session/kept.ts';
import { useLive } from '../api/use-answer.ts';
import { ApprovalCard } from '../approvals/card.tsx';
import { goneFrom, Reason, reasonName } from '../approvals/reason.ts';
import { Answered } from '../components/answered.tsx';
import { Button } from '../components/button.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { lastFourOf } from '../phone-number.ts';
import { usePortal, useTexts } from '../portal.ts';

export function ApprovalsPage() {
  const { approvals } = useTexts();
  const { query } = useLocation();
  const show = SHOWS.find((each) => each === query['show']) ?? 'to-decide';
  return (
    <ForRole only="approver" title={approvals.title}>
      <Page title={approvals.title}>
        <p>{approvals.lead}</p>
        <nav aria-label={approvals.views}>
          <ul class="tabs">
            {SHOWS.map((each) => (
              <li key={each}>
                <a
                  href={`/approvals?show=${each}`}
                  {...(each === show && { 'aria-current': 'page' })}
                >
                  {approvals.show[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <List key={show} show={show} />
      </Page>
    </ForRole>
  );
}

/** What a page of the list may be answered with instead. */
type Failed = Exclude<Outcome<unknown>, { readonly ok: true }>;

/** What became of a request that is listed no more. */
interface Done {
  readonly kind: 'success' | 'warning';
  readonly words: string;
}

/** Tells of a request that went away while somebody wrote the reason for their decision on it, and forgets the reason. */
function useGone(
  value: Approvals | undefined,
  tell: (approval: Approvals['approvals'][number]) => void,
): void {
  const before = useRef<Approvals | undefined>(undefined);
  useEffect(() => {
    if (value === undefined) return;
    const gone = before.current ? goneFrom(before.current, value) : [];
    before.current = value;
    for (const approval of gone) {
      const name = reasonName(approval.wipeId);
      // Where it was decided here, the reason is forgotten already.
      if (!readKept(name, Reason)?.reason) continue;
      forget(name);
      tell(approval);
    }
  }, [value]);
}

function List({ show }: { readonly show: Show }) {
  const { service, texts } = usePortal();
  const [wanted, setWanted] = useState(SCORE);
  const [done, setDone] = useState<Done>();
  const answer = useLive<Approvals>(
    () => gatherApprovals<Failed>((after) => service.approvals(show, after), wanted),
    show,
  );
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) note.current?.focus();
  }, [done]);
  useEffect(() => {
    if (wanted > SCORE) answer.reload();
  }, [wanted]);
  const decided = (words: string) => {
    setDone({ kind: 'success', words });
    answer.reload();
  };
  useGone(answer.value, ({ modelName, number }) => {
    const phone = texts.lines.phone(modelName, number && lastFourOf(number));
    setDone({ kind: 'warning', words: texts.approvals.gone(phone) });
  });
  return (
    <>
      <div ref={note} tabIndex={-1}>
        {done && (
          <Note kind={done.kind} live>
            {done.words}
          </Note>
        )}
      </div>
      <Answered answer={answer}>
        {(value) => (
          <Found
            show={show}
            value={value}
            onDecided={decided}
            onStale={answer.reload}
            onMore={() => setWanted(wanted + SCORE)}
          />
        )}
      </Answered>
    </>
  );
}

interface FoundProps {
  readonly show: Show;
  readonly value: Approvals;
  readonly onDecided: (words: string) => void;
  readonly onStale: () => void;
  readonly onMore: () => void;
}

function Found({ show, value: { approvals, hasMore }, onDecided, onStale, onMore }: FoundProps) {
  const { approvals: words } = useTexts();
  return (
    <>
      <p role="status">
        {approvals.length > 0 ? words.found(approvals.length, hasMore) : words.none[show]}
      </p>
      <ul class="cards">
        {approvals.map((approval) => (
          <li key={approval.wipeId} class="card">
            <ApprovalCard approval={approval} onDecided={onDecided} onStale={onStale} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <div class="actions">
          {approvals.length === 0 && <p>{words.searching}</p>}
          <Button onPress={onMore}>{words.more}</Button>
        </div>
      )}
    </>
  );
}
