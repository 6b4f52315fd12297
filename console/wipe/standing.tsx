/** What is unusual about a wipe, said before anything else. */
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import type { ShownWipe } from './facts.tsx';

export function Standing({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words, common } = useTexts();
  const { standing } = words;
  const { chain, nextTryAt, contestedAt, heldFor, heldSince, onHold } = wipe;
  const isHeld = wipe.state === 'held' && heldFor !== undefined;
  return (
    <SpaceBetween size="s">
      {!chain.intact && <Alert type="error">{standing.broken}</Alert>}
      {wipe.stuck && nextTryAt && (
        <Alert type="error" header={standing.stuck}>
          <Time at={nextTryAt} /> {standing.stuckSince}
        </Alert>
      )}
      {contestedAt && (
        <Alert type="warning" header={standing.contested}>
          <Time at={contestedAt} /> {standing.contestedNext}
        </Alert>
      )}
      {isHeld && (
        <Alert type="info" header={common.holds[heldFor]}>
          {heldSince && <Time at={heldSince} />} {standing.held[heldFor]}
        </Alert>
      )}
      {onHold && !isHeld && <Alert type="info">{standing.holdAhead}</Alert>}
    </SpaceBetween>
  );
}
