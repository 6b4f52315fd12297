/** How many wipes a decision about the switch would reach, as they are counted while somebody is asked. */
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Time } from '../components/time.tsx';
import { useConsole } from '../console.ts';
import { countText, heldOf, unclaimedOf } from '../health/figures.ts';

export function Count({ of }: { readonly of: 'resume' | 'withdrawal' }) {
  const { service, texts } = useConsole();
  const { count: words } = texts.proposals;
  const answer = useAnswer(() => service.health(), 'health');
  return (
    <Answered answer={answer}>
      {(health) => (
        <KeyValuePairs
          columns={3}
          items={[
            of === 'resume'
              ? { label: words.held, value: countText(heldOf(health)) }
              : { label: words.unclaimed, value: countText(unclaimedOf(health)) },
            { label: words.open, value: countText(health.open) },
            { label: words.at, value: <Time at={health.at} /> },
          ]}
        />
      )}
    </Answered>
  );
}
