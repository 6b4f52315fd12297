/** What an operator may do to a wipe: each with its consequences, a reason and a confirmation, or with why not. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { Failure } from '#browser/api/failure.ts';
import type { Act } from '../api/service.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { useConsole, useTexts } from '../console.ts';
import type { ShownWipe } from './facts.tsx';
import { offeredOn } from './offered.ts';

export interface ActsProps {
  readonly wipe: ShownWipe;
  readonly onDone: () => void;
}

export function Acts({ wipe, onDone }: ActsProps) {
  const { wipe: words } = useTexts();
  const [chosen, setChosen] = useState<Act>();
  return (
    <Container header={<Header variant="h2">{words.acts.title}</Header>}>
      <SpaceBetween size="m" direction="horizontal">
        {offeredOn(wipe).map(([act, why]) => (
          <Button
            key={act}
            disabled={why !== undefined}
            {...(why !== undefined && { disabledReason: words.acts.whyNot[why] })}
            onClick={() => setChosen(act)}
          >
            {words.acts.names[act]}
          </Button>
        ))}
      </SpaceBetween>
      {chosen && (
        <Confirmation
          act={chosen}
          wipe={wipe}
          onEnd={(isDone) => {
            setChosen(undefined);
            if (isDone) onDone();
          }}
        />
      )}
    </Container>
  );
}

interface ConfirmationProps {
  readonly act: Act;
  readonly wipe: ShownWipe;
  readonly onEnd: (isDone: boolean) => void;
}

function Confirmation({ act, wipe: { wipeId }, onEnd }: ConfirmationProps) {
  const { service, texts } = useConsole();
  const { acts } = texts.wipe;
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const confirm = async () => {
    if (isBusy) return;
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    setBusy(true);
    const outcome = await service.act(wipeId, act, reason.trim());
    setBusy(false);
    if (outcome.ok === true) onEnd(true);
    if (outcome.ok === false) setFailure(outcome.failure);
  };
  return (
    <Modal
      visible
      header={acts.names[act]}
      onDismiss={() => onEnd(false)}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={() => onEnd(false)}>
              {texts.common.back}
            </Button>
            <Button variant="primary" loading={isBusy} onClick={() => void confirm()}>
              {acts.names[act]}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <p>{acts.consequences[act]}</p>
        <FormField
          label={acts.reason}
          description={acts.reasonHint}
          errorText={isMissing ? acts.reasonMissing : ''}
        >
          <Textarea value={reason} onChange={({ detail }) => setReason(detail.value)} />
        </FormField>
        {failure && <FailureAlert failure={failure} />}
      </SpaceBetween>
    </Modal>
  );
}
