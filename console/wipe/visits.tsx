/** What a run did in one state: when, with what, how often it was tried, and what went wrong. */
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import type { Run } from '../graph/run.ts';

export function Visits({ state, run }: { readonly state: string; readonly run: Run }) {
  const { visit } = useTexts().wipe;
  const visits = run.visits.filter((each) => each.state === state);
  return (
    <section className="visits" aria-live="polite" aria-label={state}>
      <h3>{state}</h3>
      {visits.length === 0 && <p>{visit.none}</p>}
      {visits.map((each, index) => (
        <div key={`${index} ${each.enteredAt}`}>
          <p>
            <Time at={each.enteredAt} /> – {each.leftAt ? <Time at={each.leftAt} /> : visit.inside}
            {each.attempts > 0 && ` (${visit.attempts(each.attempts)})`}
          </p>
          {each.errors.length > 0 && <p>{visit.errors(each.errors.join(', '))}</p>}
          <ExpandableSection headerText={visit.input} defaultExpanded>
            <Json value={each.input} />
          </ExpandableSection>
          {each.output !== undefined && (
            <ExpandableSection headerText={visit.output} defaultExpanded>
              <Json value={each.output} />
            </ExpandableSection>
          )}
        </div>
      ))}
    </section>
  );
}

/** AWS tells what goes into a state and comes out of it as text. */
function Json({ value }: { readonly value: unknown }) {
  return <pre className="json">{JSON.stringify(parsed(value), undefined, 2)}</pre>;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
