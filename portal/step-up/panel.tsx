/** Asks somebody to show once more who they are, and tells that they have. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, isProblem } from '#browser/api/failure.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { Button } from '../components/button.tsx';
import { ExternalLink } from '../components/external-link.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { TextField } from '../components/field.tsx';
import { Note } from '../components/note.tsx';
import { SignInButton } from '../components/sign-in-button.tsx';
import { TimeIn } from '../components/time.tsx';
import { usePortal } from '../portal.ts';
import type { StepUpHandle } from './use-step-up.ts';

/** Of the code's field. */
export const CODE_FIELD = 'step-up-code';

export interface StepUpPanelProps {
  readonly stepUp: StepUpHandle;
  readonly lineId: string;
  readonly codeError?: string | undefined;
}

export function StepUpPanel({ stepUp, lineId, codeError }: StepUpPanelProps) {
  const { texts } = usePortal();
  const { stage, isConfirmed } = stepUp;
  return (
    <>
      {isConfirmed && (
        <StepUpConfirmed>
          {isConfirmed === 'maybe' ? texts.stepUp.signedIn : texts.stepUp.confirmed}
        </StepUpConfirmed>
      )}
      {stage === 'sign-in' && <FreshSignIn stepUp={stepUp} />}
      {stage === 'code' && <CodeInstead stepUp={stepUp} lineId={lineId} codeError={codeError} />}
    </>
  );
}

/** Says to whoever comes back from the issuer that they can go on, beside the button for it. */
export function StepUpConfirmed({ children }: { readonly children: ComponentChildren }) {
  const section = useFocus<HTMLDivElement>();
  return (
    <div ref={section} tabIndex={-1}>
      <Note kind="success">{children}</Note>
    </div>
  );
}

/** The section takes the focus when it comes up, so that nobody looks for what happened. */
function useFocus<Section extends HTMLElement>() {
  const section = useRef<Section>(null);
  useEffect(() => {
    section.current?.focus();
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return section;
}

function FreshSignIn({ stepUp }: Pick<StepUpPanelProps, 'stepUp'>) {
  const { texts } = usePortal();
  const section = useFocus<HTMLElement>();
  return (
    <section ref={section} tabIndex={-1} class="step-up" aria-labelledby="step-up-title">
      <h2 id="step-up-title">{texts.stepUp.title}</h2>
      <p>{texts.stepUp.text}</p>
      <div class="actions">
        <SignInButton label={texts.stepUp.start} signIn={() => stepUp.signIn()} />
      </div>
      <p>
        {texts.stepUp.factorMissing} <a href={SHOP_VISIT}>{texts.stepUp.atShop}</a>
      </p>
    </section>
  );
}

function CodeInstead({ stepUp, lineId, codeError }: StepUpPanelProps) {
  const { texts, service, config } = usePortal();
  const section = useFocus<HTMLElement>();
  const [failure, setFailure] = useState<Failure>();
  const { kept, change } = stepUp;
  const send = async () => {
    const outcome = await service.sendStepUpCode(lineId);
    setFailure(outcome.ok === false ? outcome.failure : undefined);
    if (outcome.ok === true) change({ sent: outcome.value, code: '' });
  };
  const isShopNext = isProblem(failure, 'no-contact-for-code', 'too-many-codes', 'code-not-sent');
  return (
    <section ref={section} tabIndex={-1} class="step-up" aria-labelledby="step-up-title">
      <h2 id="step-up-title">{texts.stepUp.codeTitle}</h2>
      <p>{texts.stepUp.codeText}</p>
      {kept.sent && (
        <Note kind="info" live>
          <p>
            {texts.stepUp.sentBy[kept.sent.by]}{' '}
            <TimeIn sentence={texts.stepUp.goodUntil} at={kept.sent.expiresAt} />
          </p>
        </Note>
      )}
      {kept.sent && (
        <TextField
          id={CODE_FIELD}
          label={texts.stepUp.code}
          hint={texts.stepUp.codeHint}
          error={codeError}
          value={kept.code}
          onChange={(code) => change({ code })}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          short
        />
      )}
      {failure && <FailureNote failure={failure} words={texts.stepUp.words} />}
      {isShopNext && config.links.booking && (
        <p>
          <ExternalLink href={config.links.booking}>{texts.eligibility.booking}</ExternalLink>
        </p>
      )}
      <div class="actions">
        <Button look={kept.sent ? 'secondary' : 'primary'} onPress={send}>
          {kept.sent ? texts.stepUp.sendAgain : texts.stepUp.sendCode}
        </Button>
        <SignInButton
          look="plain"
          label={texts.stepUp.signInAgain}
          signIn={() => stepUp.signIn()}
        />
      </div>
      <p>
        <a href={SHOP_VISIT}>{texts.stepUp.atShop}</a>
      </p>
    </section>
  );
}
