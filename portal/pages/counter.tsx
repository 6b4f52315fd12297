/** The counter: a clerk finds the line of the customer before them, and sees what can be done. */
import { useRef, useState } from 'preact/hooks';
import type { Failure } from '#browser/api/failure.ts';
import { forget, readKept } from '#browser/session/kept.ts';
import { Button, ButtonLink } from '../components/button.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { TextField } from '../components/field.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { COUNTER_REQUEST } from '../counter/addresses.ts';
import { COUNTER_FORM, CounterForm } from '../counter/form.ts';
import { FoundLine } from '../counter/found-line.tsx';
import type { ShownLine } from '../line/standing.ts';
import { lastFourOf, phoneNumberIn } from '../phone-number.ts';
import { usePortal, useTexts } from '../portal.ts';

export function CounterPage() {
  const { counter } = useTexts();
  return (
    <ForRole only="shop" title={counter.title}>
      <Page title={counter.title}>
        <Resume />
        <Search />
      </Page>
    </ForRole>
  );
}

/** A form that was begun and not sent. */
function Resume() {
  const { counter, lines } = useTexts();
  const [kept, setKept] = useState(() => readKept(COUNTER_FORM, CounterForm));
  if (kept === undefined) return null;
  const drop = () => {
    forget(COUNTER_FORM);
    setKept(undefined);
  };
  return (
    <Note kind="info">
      <p>
        <strong>{counter.resume.title}</strong>
        <br />
        {lines.phone(kept.handset.modelName, lastFourOf(kept.number))}
      </p>
      <div class="actions">
        <ButtonLink href={COUNTER_REQUEST}>{counter.resume.go}</ButtonLink>
        <Button look="plain" onPress={drop}>
          {counter.resume.drop}
        </Button>
      </div>
    </Note>
  );
}

/** The number that is typed stays in this component: in no address, no storage, no log. */
function Search() {
  const { service, texts } = usePortal();
  const { counter } = texts;
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [found, setFound] = useState<ShownLine>();
  const [failure, setFailure] = useState<Failure>();
  /** As it stands in the field now: an answer is shown under no other number than its own. */
  const latest = useRef('');
  const type = (number: string) => {
    latest.current = number;
    setTyped(number);
    setFailure(undefined);
    setFound(undefined);
  };
  const search = async () => {
    const number = phoneNumberIn(typed);
    setWrong(number === undefined);
    setFailure(undefined);
    setFound(undefined);
    if (number === undefined) return document.getElementById('number')?.focus();
    const outcome = await service.searchLine(number);
    if (latest.current !== typed) return;
    if (outcome.ok === true) setFound(outcome.value);
    if (outcome.ok === false) setFailure(outcome.failure);
  };
  return (
    <>
      <p>{counter.lead}</p>
      <form onSubmit={(event) => event.preventDefault()} autoComplete="off">
        <TextField
          id="number"
          label={counter.number}
          hint={counter.numberHint}
          error={isWrong ? counter.numberWrong : undefined}
          value={typed}
          onChange={type}
          inputMode="tel"
          length={40}
          required
        />
        <Button look="primary" submits onPress={search}>
          {counter.search}
        </Button>
      </form>
      {failure && <FailureNote failure={failure} words={counter.problems} />}
      {found && <FoundLine line={found} />}
    </>
  );
}
