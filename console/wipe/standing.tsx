/** What is unusual about a wipe, said before anything else. */
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import type { ShownWipe } from './facts.tsx';
import type { Remark } from './remarks.ts';

export interface StandingProps {
  readonly wipe: ShownWipe;
  readonly remarks: readonly Remark[];
}

export function Standing({ wipe, remarks }: StandingProps) {
  return (
    <SpaceBetween size="s">
      {remarks.map((remark) => (
        <Said key={remark} remark={remark} wipe={wipe} />
      ))}
    </SpaceBetween>
  );
}

function Said({ remark, wipe }: { readonly remark: Remark; readonly wipe: ShownWipe }) {
  const { wipe: words, terms } = useTexts();
  const { standing } = words;
  const { nextTryAt, contestedAt, heldFor, heldSince } = wipe;
  switch (remark) {
    case 'broken':
      return <Alert type="error">{standing.broken}</Alert>;
    case 'stuck':
      return (
        <Alert type="error" header={standing.stuck}>
          <Since at={nextTryAt} words={standing.stuckSince} />
        </Alert>
      );
    case 'contested':
      return (
        <Alert type="warning" header={standing.contested}>
          <Since at={contestedAt} words={standing.contestedNext} />
        </Alert>
      );
    case 'cardLeft':
      return <Alert type="warning">{standing.cardLeft}</Alert>;
    case 'held':
      return (
        <Alert type="info" header={heldFor && terms.holds[heldFor]}>
          {heldFor && <Since at={heldSince} words={standing.held[heldFor]} />}
        </Alert>
      );
    case 'holdAhead':
      return <Alert type="info">{standing.holdAhead}</Alert>;
  }
}

interface SinceProps {
  readonly at: string | undefined;
  /** What stands around the time. */
  readonly words: { readonly before: string; readonly after: string };
}

function Since({ at, words: { before, after } }: SinceProps) {
  if (at === undefined) return null;
  return (
    <>
      {before}
      <Time at={at} />
      {after}
    </>
  );
}
