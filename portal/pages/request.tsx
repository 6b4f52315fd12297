/** Asks for a phone to be wiped: the consequences first, then the consent, then the digits, then the button. */
import { useRoute } from 'preact-iso';
import { lineAddress, wipeAddress } from '../addresses.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { ButtonLink } from '../components/button.tsx';
import { Eligibility } from '../components/eligibility.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { Guides } from '../line/guides.tsx';
import { type ShownLine, standingOf } from '../line/standing.ts';
import { usePortal } from '../portal.ts';
import { RequestForm } from '../request/form.tsx';

export function RequestPage() {
  const { params } = useRoute();
  const { texts } = usePortal();
  const { lineId = '', enrolmentId = '' } = params;
  return (
    <ForRole only="subscriber" title={texts.request.title}>
      <Request lineId={lineId} enrolmentId={enrolmentId} />
    </ForRole>
  );
}

interface Address {
  readonly lineId: string;
  readonly enrolmentId: string;
}

function Request({ lineId, enrolmentId }: Address) {
  const { service, texts } = usePortal();
  const { request, lines } = texts;
  const answer = useAnswer(() => service.line(lineId), lineId);
  return (
    <Page title={request.title} back={{ href: lineAddress(lineId), label: request.back }}>
      <Answered answer={answer} words={{ 'line-not-found': lines.line.notFound }}>
        {(line) => <Wanted line={line} enrolmentId={enrolmentId} reload={answer.reload} />}
      </Answered>
    </Page>
  );
}

/** The form, or why there is none. */
function Wanted({
  line,
  enrolmentId,
  reload,
}: {
  readonly line: ShownLine;
  readonly enrolmentId: string;
  readonly reload: () => void;
}) {
  const { texts } = usePortal();
  const { request, lines } = texts;
  const handset = line.handsets.find((each) => each.enrolmentId === enrolmentId);
  if (handset === undefined)
    return (
      <>
        <Note kind="warning">{request.gone}</Note>
        <ButtonLink href={lineAddress(line.lineId)}>{request.toLine}</ButtonLink>
      </>
    );
  const standing = standingOf(handset);
  switch (standing.kind) {
    case 'under-way':
      return (
        <>
          <Note kind="info">
            <h2 class="note-title">{request.underWayTitle}</h2>
            <p>{request.underWay}</p>
          </Note>
          <ButtonLink look="primary" href={wipeAddress(standing.wipeId)}>
            {request.seeProgress}
          </ButtonLink>
        </>
      );
    case 'erased':
    case 'unconfirmed':
      return (
        <>
          <Note kind="warning">{lines.line[standing.kind]}</Note>
          <ButtonLink href={wipeAddress(standing.wipeId)}>{lines.line.seeResult}</ButtonLink>
        </>
      );
    case 'refused':
      return (
        <>
          <h2>{request.refusedTitle}</h2>
          <Eligibility eligibility={handset.eligibility} />
          <Guides eligibility={handset.eligibility} />
        </>
      );
    case 'open': {
      // After a wipe that ended, another request is another form, with a key of its own.
      const name = `request.${enrolmentId}.${handset.latestWipe?.wipeId ?? ''}`;
      return <RequestForm key={name} name={name} line={line} handset={handset} reload={reload} />;
    }
  }
}
