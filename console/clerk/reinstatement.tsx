/** The way back of a suspended clerk: one person proposes it, and another confirms. Nobody does so in their own case. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { whyNotDone } from '#functions/contract/two-person-acts.ts';
import { ActButton } from '../act/act-button.tsx';
import { type OpenAct, useOpenAct } from '../act/use-open-act.ts';
import { Done } from '../components/done.tsx';
import { useConsole, useWho } from '../console.ts';
import { confirming, Decision, proposing } from '../two-person/decision.tsx';
import { Proposals } from '../two-person/proposals.tsx';
import type { ShownClerk } from './standing.tsx';

export interface ReinstatementProps {
  readonly clerk: ShownClerk;
  /** Asks anew for what is shown. */
  readonly reload: () => void;
}

export function Reinstatement({ clerk: shown, reload }: ReinstatementProps) {
  const { service, texts } = useConsole();
  const { proposals: words } = texts;
  const { clerk, state, proposals } = shown;
  const about = `clerk ${clerk}`;
  const { open, begin, end } = useOpenAct(({ subjects }) => subjects[0] === about);
  const [done, setDone] = useState<string>();
  const who = useWho();
  const why = who && whyNotDone('reinstatement', { state, clerk }, who);
  const start = (act: OpenAct) => {
    setDone(undefined);
    begin(act);
  };
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.clerk.acts}</Header>}>
        <ActButton
          whyNot={why && words.whyNot[why]}
          onPress={() => start(proposing('reinstatement', about))}
        >
          {words.propose.reinstatement}
        </ActButton>
      </Container>
      <div>
        <Done words={done} />
        <Proposals
          proposals={proposals}
          clerk={clerk}
          onConfirm={(proposal) => start(confirming(proposal, about))}
        />
      </div>
      {open && (
        <Decision
          open={open}
          proposals={proposals}
          propose={(_action, reason) => service.proposeReinstatement(clerk, reason)}
          confirm={(_action, body) => service.confirmReinstatement(clerk, body)}
          onClose={end}
          onDone={(said) => {
            setDone(said);
            end();
            reload();
          }}
          onFailed={reload}
        />
      )}
    </SpaceBetween>
  );
}
