/** Asks before something is done: what comes of it, the reason, and a button that names the act. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { type ReactNode, useState } from 'react';
import type { Outcome } from '#browser/api/call.ts';
import type { Failure } from '#browser/api/failure.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { useConsole } from '../console.ts';
import { forgetDraft, keepDraft, readDraft } from './draft.ts';

/** Characters of a reason that the service takes. */
const LONGEST_REASON = 500;

export interface ActDialogProps<Value> {
  /** Of the dialog; together with `subjects` it tells one draft from another. */
  readonly act: string;
  readonly subjects: readonly string[];
  readonly title: string;
  /** What comes of it. */
  readonly children: ReactNode;
  /** Names the act. */
  readonly confirm: string;
  /** Words for why it is not taken as things are now. */
  readonly whyNot?: string | undefined;
  readonly send: (reason: string) => Promise<Outcome<Value>>;
  readonly onDone: (value: Value) => void;
  /** Asks anew for what the page behind shows: whatever failed, it may be old. */
  readonly onFailed: () => void;
  readonly onClose: () => void;
}

export function ActDialog<Value>({
  act,
  subjects,
  title,
  children,
  confirm,
  whyNot,
  send,
  onDone,
  onFailed,
  onClose,
}: ActDialogProps<Value>) {
  const { readOnly, texts } = useConsole();
  const { frame, reason: asked } = texts;
  // A draft opens the dialog past the button that would not.
  const why = readOnly ? frame.readOnly.whyNot : whyNot;
  const [reason, setReason] = useState(() => draftOf(act, subjects)?.reason ?? '');
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // As it is written: nobody knows beforehand whether the sign-in ends meanwhile.
  const write = (text: string) => {
    setReason(text);
    keepDraft({ act, subjects: [...subjects], reason: text });
  };
  // What is being sent is not taken back by closing.
  const close = () => {
    if (isBusy) return;
    forgetDraft();
    onClose();
  };
  const press = async () => {
    if (why !== undefined) return;
    const given = reason.trim();
    setMissing(given === '');
    if (given === '' || isBusy) return;
    setBusy(true);
    setFailure(undefined);
    const outcome = await send(given);
    setBusy(false);
    if (outcome.ok === false) {
      setFailure(outcome.failure);
      onFailed();
    } else if (outcome.ok === true) {
      forgetDraft();
      onDone(outcome.value);
    }
  };
  return (
    <Modal
      visible
      header={title}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" disabled={isBusy} onClick={close}>
              {frame.back}
            </Button>
            <Button
              variant="primary"
              loading={isBusy}
              disabled={why !== undefined}
              onClick={() => void press()}
            >
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <FormField
          label={asked.label}
          description={asked.hint}
          errorText={isMissing ? asked.missing : ''}
          stretch
        >
          <Textarea
            value={reason}
            ariaRequired
            nativeTextareaAttributes={{ maxLength: LONGEST_REASON }}
            onChange={({ detail }) => write(detail.value)}
          />
        </FormField>
        <div role="alert">
          <SpaceBetween size="m">
            {failure && <FailureAlert failure={failure} isOfAct />}
            {why !== undefined && !isBusy && <Alert type="warning">{why}</Alert>}
          </SpaceBetween>
        </div>
      </SpaceBetween>
    </Modal>
  );
}

/** The draft that was left for this dialog. */
function draftOf(act: string, subjects: readonly string[]) {
  const draft = readDraft();
  const isOfIt = draft?.act === act && draft.subjects.join() === subjects.join();
  return isOfIt ? draft : undefined;
}
