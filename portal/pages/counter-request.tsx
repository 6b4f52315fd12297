/** The clerk's request for a wipe: what was seen and agreed to at the counter, then the act itself. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Failure, problemIn } from '#browser/api/failure.ts';
import { forget, readKept } from '#browser/session/kept.ts';
import { type Sending, useSending } from '../api/use-sending.ts';
import { Button, ButtonLink } from '../components/button.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { ForRole } from '../components/for-role.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Page } from '../components/page.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { WhyNot } from '../components/why-not.tsx';
import { COUNTER, shopWipeAddress, shopWipeAddressOf } from '../counter/addresses.ts';
import {
  COUNTER_FORM,
  CounterForm,
  type Mistakes,
  mistakesIn,
  requestIn,
} from '../counter/form.ts';
import { Consents, Documents, LastQuestions, Visit, WhatToTell } from '../counter/questions.tsx';
import { useFormState } from '../form-state.ts';
import { HandsetFacts } from '../line/handset-facts.tsx';
import { lastFourOf } from '../phone-number.ts';
import { usePortal, useTexts } from '../portal.ts';
import { StepUpConfirmed } from '../step-up/panel.tsx';

export function CounterRequestPage() {
  const { counter } = useTexts();
  const [begun] = useState(() => readKept(COUNTER_FORM, CounterForm));
  const { title, nothing, back } = counter.request;
  return (
    <ForRole only="shop" title={title}>
      <Page title={title} back={{ href: COUNTER, label: back }}>
        {begun ? <Form begun={begun} /> : <p>{nothing}</p>}
      </Page>
    </ForRole>
  );
}

function Form({ begun }: { readonly begun: CounterForm }) {
  const { service, texts } = usePortal();
  const { counter } = texts;
  const { request } = counter;
  const { route } = useLocation();
  const [form, change] = useFormState(COUNTER_FORM, CounterForm, () => begun);
  /** How often it was sent and found wanting. */
  const [round, setRound] = useState(0);
  const sending = useSending(`${COUNTER_FORM}.${begun.idempotencyKey}`, 'at-once');
  const mistakes = mistakesIn(form);
  const shown: Mistakes = round > 0 ? mistakes : {};
  const { handset, number, lineId, idempotencyKey } = form;
  useEffect(fetchWipePage, []);

  const goTo = (wipeId: string) => {
    // What is shown stays as it is until the next page is there: it was right.
    forget(COUNTER_FORM);
    route(shopWipeAddress(wipeId), true);
  };
  const nextRound = () => setRound((before) => before + 1);
  const submit = async () => {
    nextRound();
    sending.forget();
    if (Object.keys(mistakes).length > 0) return;
    const outcome = await sending.send(() =>
      service.requestShopWipe(lineId, requestIn(form), idempotencyKey),
    );
    if (outcome?.ok === true) goTo(outcome.value.wipeId);
    if (outcome?.ok === false) await mend(outcome.failure);
  };
  const mend = async (failure: Failure) => {
    if (failure.kind !== 'problem') return;
    const { code, missing = [] } = failure.problem;
    if (code === 'consent-missing') {
      change({ missing });
      nextRound();
    }
    if (code === 'idempotency-key-reused') {
      const wipes = await service.wipesOf(lineId);
      const arrived = wipes.ok === true && wipes.value.wipes.find(isOf(handset.enrolmentId));
      if (arrived) goTo(arrived.wipeId);
    }
  };
  return (
    <>
      <ErrorSummary
        title={request.mistakes}
        mistakes={FIELDS.flatMap((id) => {
          const mistake = shown[id];
          return mistake ? [{ id, words: request.errors[mistake] }] : [];
        })}
        round={round}
      />
      <h2>{request.target}</h2>
      <p class="lead">
        <strong>{handset.modelName}</strong>
        <br />
        {request.number} <MaskedNumber number={number} />
      </p>
      <dl class="facts">
        <HandsetFacts handset={handset} />
      </dl>
      <WhatToTell form={form} change={change} error={shown.told} />
      <Documents form={form} change={change} error={shown.documents} />
      <Visit form={form} change={change} />
      <Consents form={form} change={change} error={shown.warnings} />
      <LastQuestions form={form} change={change} mistakes={shown} />
      {sending.stepUp.isConfirmed && <StepUpConfirmed>{request.confirmed}</StepUpConfirmed>}
      <SendingNote sending={sending} words={counter.problems}>
        <WayOn failure={sending.failure} />
      </SendingNote>
      <div class="actions">
        <Button look="danger" onPress={submit}>
          {request.submit(texts.lines.phone(handset.modelName, lastFourOf(number)))}
        </Button>
        <ButtonLink href={COUNTER}>{counter.searchAgain}</ButtonLink>
      </div>
    </>
  );
}

/** So that it is at hand once the request is taken. The router fetches it again where that fails, and says so. */
function fetchWipePage(): void {
  void import('./counter-wipe.tsx').catch(() => undefined);
}

/** In the order of the page. */
const FIELDS = ['told', 'documents', 'warnings', 'deadlineDays', 'lastFour'] as const;

const isOf = (enrolmentId: string) => (wipe: { readonly enrolmentId: string }) =>
  wipe.enrolmentId === enrolmentId;

/** What a refusal leads to, beside the words for it. */
function WayOn({ failure }: Pick<Sending, 'failure'>) {
  const { counter } = useTexts();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), [failure]);
  const problem = problemIn(failure);
  if (problem === undefined) return null;
  const way = shopWipeAddressOf(problem.wipe);
  return (
    <div ref={ref}>
      <WhyNot problem={problem} />
      {way && (
        <div class="actions">
          <ButtonLink href={way}>{counter.toWipe}</ButtonLink>
        </div>
      )}
    </div>
  );
}
