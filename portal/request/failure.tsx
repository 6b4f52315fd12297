/** Why a request was not taken, or may not have been, and the way on. */

import { isProblem, problemIn } from '#browser/api/failure.ts';
import { lineAddress, wipeAddressOf } from '../addresses.ts';
import type { Sending } from '../api/use-sending.ts';
import { ButtonLink } from '../components/button.tsx';
import { Note } from '../components/note.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { WhyNot } from '../components/why-not.tsx';
import { usePortal } from '../portal.ts';

/** Problems after which the page of the line says more than this form can. */
const SEEN_ON_LINE = [
  'target-changed',
  'enrolment-ended',
  'line-not-found',
  'idempotency-key-reused',
] as const;

export function RequestFailure({
  sending,
  lineId,
}: {
  readonly sending: Sending;
  readonly lineId: string;
}) {
  const { texts } = usePortal();
  const { request, lines } = texts;
  const { failure } = sending;
  const problem = problemIn(failure);
  const wipe = wipeAddressOf(problem?.wipe);
  if (isProblem(failure, 'consent-missing'))
    return (
      <Note kind="warning" live>
        {request.newWarnings}
      </Note>
    );
  if (isProblem(failure, 'wipe-open'))
    return (
      <>
        <Note kind="info" live>
          <h2 class="note-title">{request.underWayTitle}</h2>
          <p>{request.underWay}</p>
        </Note>
        <WayTo href={wipe ?? lineAddress(lineId)}>
          {wipe ? request.seeProgress : request.toLine}
        </WayTo>
      </>
    );
  return (
    <SendingNote sending={sending} words={request.words}>
      {problem && <WhyNot problem={problem} />}
      {isProblem(failure, 'result-unknown') && wipe && (
        <WayTo href={wipe}>{lines.line.seeResult}</WayTo>
      )}
      {isProblem(failure, ...SEEN_ON_LINE) && (
        <WayTo href={lineAddress(lineId)}>{request.toLine}</WayTo>
      )}
    </SendingNote>
  );
}

function WayTo({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <div class="actions">
      <ButtonLink href={href}>{children}</ButtonLink>
    </div>
  );
}
