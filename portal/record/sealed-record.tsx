/** A record once it is there: the verified content first, then what one can do with it. */
import { useEffect, useState } from 'preact/hooks';
import { download } from '#browser/download.ts';
import { type Sealed, type ShownRecord, verifiedRecord } from '#browser/record/verify.ts';
import { Button } from '../components/button.tsx';
import { ContactLink } from '../components/contact-link.tsx';
import { Fact } from '../components/fact.tsx';
import { Note } from '../components/note.tsx';
import { usePortal, useTexts } from '../portal.ts';
import { RecordEvents, RecordFacts } from './record-content.tsx';

export function SealedRecord({ sealed }: { readonly sealed: Sealed }) {
  const { texts, config } = usePortal();
  const { record: words } = texts;
  const [verified, setVerified] = useState<{ readonly record: ShownRecord | undefined }>();
  useEffect(() => {
    let isOver = false;
    void verifiedRecord(sealed).then((record) => {
      if (!isOver) setVerified({ record });
    });
    return () => {
      isOver = true;
    };
  }, [sealed]);
  return (
    <>
      <p class="lead">{words.lead}</p>
      {verified === undefined && <p role="status">{words.verifying}</p>}
      {verified && (
        <Note kind={verified.record ? 'success' : 'error'} live>
          <p>{verified.record ? words.verified : words.notVerified}</p>
          {!verified.record && config.links.contact && (
            <p>
              <ContactLink />
            </p>
          )}
        </Note>
      )}
      {verified?.record && (
        <>
          <RecordFacts record={verified.record} />
          <RecordEvents record={verified.record} />
        </>
      )}
      <Keep sealed={sealed} />
      <Verify sealed={sealed} />
    </>
  );
}

function Keep({ sealed: { record, jws } }: { readonly sealed: Sealed }) {
  const { record: words } = useTexts();
  const name = `remote-wipe-${String(record['wipeId'])}`;
  const saveJws = () => download(jws, { name: `${name}.jws`, type: 'application/jose' });
  const saveJson = () =>
    download(JSON.stringify(record, null, 2), { name: `${name}.json`, type: 'application/json' });
  return (
    <section class="no-print" aria-labelledby="keep">
      <h2 id="keep">{words.keepTitle}</h2>
      <div class="actions">
        <Button look="primary" onPress={saveJws}>
          {words.downloadJws}
        </Button>
        <Button onPress={saveJson}>{words.downloadJson}</Button>
        <Button onPress={() => print()}>{words.printIt}</Button>
      </div>
    </section>
  );
}

function Verify({ sealed: { key } }: { readonly sealed: Sealed }) {
  const { record: words } = useTexts();
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{words.verifyTitle}</h2>
      <ol>
        {words.verifySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <dl class="facts">
        <Fact name={words.keyId}>
          <code>{key.kid}</code>
        </Fact>
        <Fact name={words.publicKey}>
          <code>{JSON.stringify(key.jwk)}</code>
        </Fact>
      </dl>
    </section>
  );
}
