/** Takes the facts from a wipe, by its id. */
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Link } from 'wouter';
import { wipeAddress } from '../addresses.ts';
import { useTexts } from '../console.ts';

export interface WipeLoaderProps {
  /** The wipe that is loaded or was to be. */
  readonly wipeId: string | undefined;
  readonly isBusy: boolean;
  /** Whether there is no such wipe. */
  readonly isUnknown: boolean;
  readonly onLoad: (wipeId: string) => void;
}

export function WipeLoader({ wipeId = '', isBusy, isUnknown, onLoad }: WipeLoaderProps) {
  const { frame, why } = useTexts();
  const [typed, setTyped] = useState(wipeId);
  const [isMissing, setMissing] = useState(false);
  const load = () => {
    const wanted = typed.trim();
    setMissing(wanted === '');
    if (wanted !== '') onLoad(wanted);
  };
  const mistake = isMissing ? why.wipe.missing : isUnknown ? why.wipe.unknown : '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        load();
      }}
    >
      <SpaceBetween size="s">
        <FormField
          label={why.wipe.label}
          description={why.wipe.hint}
          errorText={mistake}
          secondaryControl={
            <Button formAction="submit" loading={isBusy}>
              {why.wipe.load}
            </Button>
          }
        >
          <Input
            value={typed}
            spellcheck={false}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
        {wipeId !== '' && !isUnknown && (
          <Link href={wipeAddress(wipeId)}>{`${frame.pages.wipe} ${wipeId}`}</Link>
        )}
      </SpaceBetween>
    </form>
  );
}
