/** The lines of the account, to choose the one whose phone was lost. */

import { useState } from 'preact/hooks';
import type { Failure } from '#browser/api/failure.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Button } from '../components/button.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Page } from '../components/page.tsx';
import { LineCard } from '../line/line-card.tsx';
import type { ShownLine } from '../line/standing.ts';
import { usePortal, useTexts } from '../portal.ts';

export function LinesPage() {
  const { lines } = useTexts();
  return (
    <ForRole only="subscriber" title={lines.title}>
      <Page title={lines.title}>
        <Lines />
      </Page>
    </ForRole>
  );
}

function Lines() {
  const { service, texts } = usePortal();
  const answer = useAnswer(() => service.lines(), 'lines');
  return (
    <Answered answer={answer}>
      {(first) =>
        first.lines.length === 0 && first.next === undefined ? (
          <>
            <p>{texts.lines.none}</p>
            <p>
              {texts.lines.noneNext} <a href={SHOP_VISIT}>{texts.frame.shopVisit}</a>
            </p>
          </>
        ) : (
          <LineCards first={first.lines} next={first.next} />
        )
      }
    </Answered>
  );
}

/** What has been fetched so far, and more of it on demand. */
function LineCards({
  first,
  next,
}: {
  readonly first: readonly ShownLine[];
  readonly next: string | undefined;
}) {
  const { service, texts } = usePortal();
  const [more, setMore] = useState<{ lines: readonly ShownLine[]; next: string | undefined }>({
    lines: [],
    next,
  });
  const [failure, setFailure] = useState<Failure>();
  const fetchMore = async () => {
    const outcome = await service.lines(more.next);
    setFailure(outcome.ok === false ? outcome.failure : undefined);
    if (outcome.ok !== true) return;
    const { lines, next: following } = outcome.value;
    setMore((before) => ({ lines: [...before.lines, ...lines], next: following }));
  };
  return (
    <>
      <p class="lead">{texts.lines.lead}</p>
      <ul class="cards">
        {[...first, ...more.lines].map((line) => (
          <LineCard key={line.lineId} line={line} />
        ))}
      </ul>
      {failure && <FailureNote failure={failure} />}
      {more.next !== undefined && (
        <div class="actions">
          <Button onPress={fetchMore}>{texts.lines.more}</Button>
        </div>
      )}
    </>
  );
}
