/** The sealed record of a wipe: whether its signature holds, by which key, what it says, and the file. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { download } from '#browser/download.ts';
import { type Sealed, verifiedRecord } from '#browser/record/verify.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { useConsole, useTexts } from '../console.ts';
import type { ShownWipe } from './facts.tsx';

export function SealedRecord({ wipe }: { readonly wipe: ShownWipe }) {
  const { record: words } = useTexts().wipe;
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      {wipe.record ? <Asked wipeId={wipe.wipeId} revision={wipe.record.revision} /> : words.none}
    </Container>
  );
}

/** A later revision is another record. */
function Asked({ wipeId, revision }: { readonly wipeId: string; readonly revision: number }) {
  const { service } = useConsole();
  const answer = useAnswer(() => service.record(wipeId), `${wipeId} ${revision}`);
  return (
    <Answered answer={answer}>{(sealed) => <Shown wipeId={wipeId} sealed={sealed} />}</Answered>
  );
}

function Shown({ wipeId, sealed }: { readonly wipeId: string; readonly sealed: Sealed }) {
  const { record: words } = useTexts().wipe;
  const [holds, setHolds] = useState<boolean>();
  useEffect(() => {
    let isOver = false;
    void verifiedRecord(sealed).then((record) => {
      if (!isOver) setHolds(record !== undefined);
    });
    return () => {
      isOver = true;
    };
  }, [sealed]);
  return (
    <SpaceBetween size="m">
      {holds !== undefined && (
        <div>
          <StatusIndicator type={holds ? 'success' : 'error'}>
            {holds ? words.holds : words.holdsNot}
          </StatusIndicator>
          {holds && (
            <div>
              {words.whoseKey} <code className="id">{sealed.key.kid}</code>
            </div>
          )}
        </div>
      )}
      <Button
        iconName="download"
        onClick={() =>
          download(sealed.jws, { name: `remote-wipe-${wipeId}.jws`, type: 'application/jose' })
        }
      >
        {words.save}
      </Button>
      {holds && <pre className="json">{JSON.stringify(sealed.record, undefined, 2)}</pre>}
    </SpaceBetween>
  );
}
