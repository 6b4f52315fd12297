/** The lines of the account, to choose one. */
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Page } from '../components/page.tsx';
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
      {({ lines }) => (
        <ul class="cards">
          {lines.map(({ lineId, number, handsets }) => (
            <li key={lineId} class="card">
              <a href={`/lines/${encodeURIComponent(lineId)}`}>{texts.lines.number(number)}</a>
              <p>{handsets.map(({ model }) => model).join(', ') || texts.lines.noHandset}</p>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
