/** How a wipe ended: the result, why, what it rests on, and what somebody can do next. */
import { lineAddress, recordAddress } from '../addresses.ts';
import { ButtonLink } from '../components/button.tsx';
import { Note } from '../components/note.tsx';
import { Referral } from '../components/referral.tsx';
import { useTexts } from '../portal.ts';
import { type Ending, endingOf, type NextStep, whyEnded } from './ending.ts';
import type { ShownWipe } from './steps.ts';

export function EndNote({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const ending = endingOf(wipe);
  if (ending === undefined) return null;
  const { title, text } = words.ends[ending.name];
  // How one ran out, its end says already.
  const why = wipe.state === 'expired' ? undefined : whyEnded(wipe, words.reasons);
  return (
    <>
      <Note kind={ending.tone}>
        <h2 class="note-title">{title}</h2>
        <p>{text}</p>
        {why && <p>{why}</p>}
        {ending.name === 'unconfirmed' && <p>{words.laterProof}</p>}
      </Note>
      <Storages wipe={wipe} />
      <NextSteps wipe={wipe} ending={ending} />
    </>
  );
}

function Storages({ wipe: { state, storages, proof } }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const sd = storages.find(({ kind }) => kind === 'sd')?.result;
  // Where no command reached the phone there is nothing to tell of its card.
  const isTold = state === 'erased' || sd !== undefined;
  if (!isTold) return null;
  const result = sd ?? 'unknown';
  return (
    <>
      {result === 'failed' ? (
        <Note kind="warning">
          <h3 class="note-title">{words.sdTitle}</h3>
          <p>{words.sdText.failed}</p>
        </Note>
      ) : (
        <>
          <h3>{words.sdTitle}</h3>
          <p>{words.sdText[result]}</p>
        </>
      )}
      {proof && (
        <>
          <h3>{words.proofTitle}</h3>
          <p>{words.proof[proof]}</p>
        </>
      )}
    </>
  );
}

const isAdvice = (step: NextStep) => step === 'google' || step === 'shop' || step === 'passwords';

function NextSteps({ wipe, ending }: { readonly wipe: ShownWipe; readonly ending: Ending }) {
  const { wipe: words } = useTexts();
  const has = (step: NextStep) => ending.next.includes(step);
  const line = lineAddress(wipe.lineId);
  return (
    <section aria-labelledby="next-steps">
      <h2 id="next-steps">{words.whatYouCanDo}</h2>
      {ending.next.some(isAdvice) && (
        <ul>
          {has('google') && (
            <li>
              {words.next.google} <Referral code="F_GOOGLE_FIND" />
            </li>
          )}
          {has('shop') && (
            <li>
              <Referral code="F_SHOP_COUNTER" />
            </li>
          )}
          {has('passwords') && <li>{words.next.passwords}</li>}
        </ul>
      )}
      <p>{wipe.record ? words.recordReady : words.recordSoon}</p>
      <div class="actions">
        {has('again') && (
          <ButtonLink look="primary" href={line}>
            {words.next.again}
          </ButtonLink>
        )}
        {wipe.record && (
          <ButtonLink
            look={has('again') ? 'secondary' : 'primary'}
            href={recordAddress(wipe.wipeId)}
          >
            {words.next.record}
          </ButtonLink>
        )}
        {has('line') && <ButtonLink href={line}>{words.next.line}</ButtonLink>}
      </div>
    </section>
  );
}
