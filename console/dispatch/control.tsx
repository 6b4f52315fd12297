/** The switch of the service: its position, the pause by one person, and the way on or the withdrawal by two. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { whyNotDone } from '#functions/contract/two-person-acts.ts';
import { ActButton } from '../act/act-button.tsx';
import { ActDialog } from '../act/act-dialog.tsx';
import { useOpenAct } from '../act/use-open-act.ts';
import { PROPOSED, type Proposed } from '../api/service.ts';
import { Done } from '../components/done.tsx';
import { useConsole, useWho } from '../console.ts';
import { confirming, Decision, proposing } from '../two-person/decision.tsx';
import { Journal } from '../two-person/journal.tsx';
import { Proposals } from '../two-person/proposals.tsx';
import { ClerkFinder } from './clerk-finder.tsx';
import { Position, type ShownDispatch } from './position.tsx';
import { Withdrawal } from './withdrawal.tsx';

/** What the drafts of this page are about. */
const SWITCH = 'dispatch';

export interface ControlProps {
  readonly dispatch: ShownDispatch;
  /** Asks anew for what is shown. */
  readonly reload: () => void;
}

export function Control({ dispatch, reload }: ControlProps) {
  const { service } = useConsole();
  const { open, begin, end } = useOpenAct(({ subjects }) => subjects[0] === SWITCH);
  const [done, setDone] = useState<string>();
  const { proposals, withdrawal, journal } = dispatch;
  const finish = (words: string) => {
    setDone(words);
    end();
    reload();
  };
  const start = (act: Parameters<typeof begin>[0]) => {
    setDone(undefined);
    begin(act);
  };
  return (
    <SpaceBetween size="l">
      <Position dispatch={dispatch} />
      <Acts
        dispatch={dispatch}
        onPause={() => start({ act: 'pause', subjects: [SWITCH] })}
        onPropose={(action) => start(proposing(action, SWITCH))}
      />
      <div>
        <Done words={done} />
        <Proposals
          proposals={proposals}
          onConfirm={(proposal) => start(confirming(proposal, SWITCH))}
        />
      </div>
      <Withdrawal withdrawal={withdrawal} />
      <ClerkFinder />
      <Journal journal={journal} />
      {open?.act === 'pause' && (
        <Pause state={dispatch.state} onClose={end} onDone={finish} onFailed={reload} />
      )}
      {open && (
        <Decision
          open={open}
          proposals={proposals}
          propose={(action, reason) => service.propose(ofSwitch(action), reason)}
          confirm={(action, body) => service.confirm(ofSwitch(action), body)}
          onClose={end}
          onDone={finish}
          onFailed={reload}
        />
      )}
    </SpaceBetween>
  );
}

/** @throws Error for what is no act of the switch: this page offers none. */
function ofSwitch(action: string): Proposed {
  const found = PROPOSED.find((each) => each === action);
  if (found === undefined) throw new Error(`the switch knows no ${action}`);
  return found;
}

interface ActsProps {
  readonly dispatch: ShownDispatch;
  readonly onPause: () => void;
  readonly onPropose: (action: Proposed) => void;
}

function Acts({ dispatch, onPause, onPropose }: ActsProps) {
  const { texts } = useConsole();
  const { dispatch: words, proposals } = texts;
  const who = useWho();
  if (who === undefined) return null;
  const { state } = dispatch;
  const whyNot = (act: 'pause' | Proposed) => {
    const why = whyNotDone(act, { state }, who);
    return why && proposals.whyNot[why];
  };
  return (
    <Container header={<Header variant="h2">{words.acts}</Header>}>
      <SpaceBetween size="m" direction="horizontal">
        <ActButton
          variant={state === 'running' ? 'primary' : 'normal'}
          whyNot={whyNot('pause')}
          onPress={onPause}
        >
          {state === 'paused' ? words.pause.paused : words.pause.running}
        </ActButton>
        {PROPOSED.map((action) => (
          <ActButton key={action} whyNot={whyNot(action)} onPress={() => onPropose(action)}>
            {proposals.propose[action]}
          </ActButton>
        ))}
      </SpaceBetween>
    </Container>
  );
}

interface PauseProps {
  readonly state: ShownDispatch['state'];
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
  readonly onFailed: () => void;
}

function Pause({ state, onClose, onDone, onFailed }: PauseProps) {
  const { service, texts } = useConsole();
  const { pause } = texts.dispatch;
  return (
    <ActDialog
      act="pause"
      subjects={[SWITCH]}
      title={pause.title}
      confirm={state === 'paused' ? pause.paused : pause.running}
      send={(reason) => service.pause(reason)}
      onClose={onClose}
      onDone={() => onDone(pause.done)}
      onFailed={onFailed}
    >
      <p>{state === 'paused' ? pause.again : pause.consequences}</p>
    </ActDialog>
  );
}
