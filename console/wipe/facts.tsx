/** What is known of a wipe: its state, what it waits for, until when, who asked, what a shop recorded, and the handset. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { endReasonOf } from '#functions/contract/end-reasons.ts';
import type { OperationsWipeView } from '#functions/contract/ops-bodies.ts';
import { APPROVALS, clerkAddress, whyAddress } from '../addresses.ts';
import { Time } from '../components/time.tsx';
import { useConsole, useRole, useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';
import { State, WipeLink } from '../wipes/columns.tsx';

export type ShownWipe = z.infer<typeof OperationsWipeView>;

const NOTHING = '—';

export function Facts({ wipe }: { readonly wipe: ShownWipe }) {
  const texts = useTexts();
  const { facts, factsTitle, why } = texts.wipe;
  const isOperator = useRole() === 'ops';
  const items = [
    ...standing(wipe, texts),
    ...request(wipe, texts),
    ...(isOperator ? [] : number(wipe, texts)),
    ...visit(wipe, texts),
    ...handset(wipe, texts),
  ];
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={isOperator && <Link href={whyAddress(wipe.wipeId)}>{why}</Link>}
        >
          {factsTitle}
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={items.map(([name, value]) => ({ label: facts[name], value }))}
      />
    </Container>
  );
}

type Fact = readonly [name: keyof Texts['wipe']['facts'], value: ReactNode];

const time = (at: string | undefined): ReactNode => (at === undefined ? NOTHING : <Time at={at} />);

const standing = (wipe: ShownWipe, { approvals, terms, wipe: words }: Texts): readonly Fact[] => [
  ['state', <State key="state" row={wipe} words={terms.states[wipe.state]} />],
  ['waitsFor', terms.waitsFor[wipe.waitsFor]],
  ['nextTryAt', time(wipe.nextTryAt)],
  ['deadlineAt', time(wipe.deadlineAt)],
  ['verdictUntil', time(wipe.verdictUntil)],
  ['hold', wipe.onHold ? terms.some : wipe.heldFor ? terms.holds[wipe.heldFor] : terms.none],
  ['approval', approvalIn(wipe, { approvals, wipe: words })],
  ['letOutAt', time(wipe.governor.letOutAt)],
  ['endedAt', time(wipe.endedAt)],
  ['reason', <EndReason key="reason" wipe={wipe} />],
  ['proof', wipe.proof ? words.proofs[wipe.proof] : NOTHING],
  ['storages', <Storages key="storages" wipe={wipe} />],
];

const request = (wipe: ShownWipe, { terms }: Texts): readonly Fact[] => [
  ['requestedAt', time(wipe.requestedAt)],
  ['channel', terms.channels[wipe.channel]],
  ['requestedBy', <Requester key="requestedBy" wipe={wipe} />],
  ['account', wipe.account],
  ['lineId', wipe.lineId],
  ['consents', <Codes key="consents" codes={wipe.consents} />],
  ['contestedAt', time(wipe.contestedAt)],
  ['cancelRequestedAt', time(wipe.cancelRequestedAt)],
];

/** No number is in what is known here of a wipe: whoever decides on it finds the last digits where it waits for them. */
const number = ({ state }: ShownWipe, { wipe: words }: Texts): readonly Fact[] =>
  state === 'awaiting-approval'
    ? [
        [
          'number',
          <Link key="number" href={APPROVALS}>
            {words.numberAmongApprovals}
          </Link>,
        ],
      ]
    : [];

/** What the clerk recorded at the counter. */
const visit = ({ visit: recorded }: ShownWipe, { terms }: Texts): readonly Fact[] =>
  recorded === undefined
    ? []
    : [
        ['documents', <Codes key="documents" codes={recorded.documents} />],
        ['reservation', recorded.reservation ? terms.some : terms.none],
        ['present', recorded.customerPresent ? terms.some : terms.none],
      ];

const handset = (wipe: ShownWipe, { wipe: words }: Texts): readonly Fact[] => [
  ['model', wipe.model],
  ['enrolment', wipe.enrolment ? words.enrolments[wipe.enrolment.state] : NOTHING],
  ['software', wipe.enrolment ? `${wipe.enrolment.software}, ${wipe.enrolment.app}` : NOTHING],
  ['lastSeenAt', time(wipe.enrolment?.lastSeenAt)],
  ['notices', words.notices(wipe.notices.sent)],
  ['nextNoticeAt', time(wipe.notices.nextAt)],
  ['earlier', <Earlier key="earlier" wipe={wipe} />],
];

/** What a code stands for, and the code. */
function Codes({ codes }: { readonly codes: readonly string[] }) {
  const { language } = useConsole();
  if (codes.length === 0) return NOTHING;
  return codes.map((code) => (
    <div key={code}>
      {wordsOfCode(code, language)} <code>{code}</code>
    </div>
  ));
}

/** A clerk has a page of their own. */
function Requester({ wipe: { requestedBy, shop } }: { readonly wipe: ShownWipe }) {
  const isOperator = useRole() === 'ops';
  if (shop === undefined || !isOperator) return [requestedBy, shop].filter(Boolean).join(', ');
  return (
    <>
      <Link href={clerkAddress(requestedBy)}>{requestedBy}</Link>, {shop}
    </>
  );
}

/** What the end means and what to do, where there is something to say. */
function EndReason({ wipe: { state, reason } }: { readonly wipe: ShownWipe }) {
  const { health } = useTexts();
  const code = endReasonOf(state, reason);
  if (code === undefined) return reason ?? NOTHING;
  const { means, todo } = health.reasons[code];
  return (
    <>
      <code>{reason ?? code}</code>
      <div>{means}</div>
      <div>{todo}</div>
    </>
  );
}

function approvalIn(
  { approval }: ShownWipe,
  { approvals, wipe: words }: Pick<Texts, 'approvals' | 'wipe'>,
): ReactNode {
  if (approval === undefined) return NOTHING;
  const reasons = approval.reasons.map((reason) => approvals.reasons[reason]).join(' ');
  return (
    <>
      {reasons}
      {approval.approvedBy && <div>{words.approvedBy(approval.approvedBy)}</div>}
      {approval.until && (
        <div>
          {approvals.facts.until} <Time at={approval.until} />
        </div>
      )}
    </>
  );
}

const SIGNS = {
  erased: 'success',
  'no-card': 'not-started',
  failed: 'error',
  unknown: 'warning',
} as const;

function Storages({ wipe: { storages } }: { readonly wipe: ShownWipe }) {
  const { storage } = useTexts().wipe;
  if (storages.length === 0) return NOTHING;
  return storages.map(({ kind, result }) => (
    <div key={kind}>
      <StatusIndicator type={SIGNS[result]}>
        {storage[kind]}: {storage.results[result]}
      </StatusIndicator>
    </div>
  ));
}

function Earlier({ wipe: { earlier } }: { readonly wipe: ShownWipe }) {
  const { terms } = useTexts();
  if (earlier.length === 0) return NOTHING;
  return (
    <>
      {earlier.map(({ wipeId, state }) => (
        <div key={wipeId}>
          <WipeLink wipeId={wipeId} /> {terms.states[state]}
        </div>
      ))}
    </>
  );
}
