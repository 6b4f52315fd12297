/** The fields of the form: how long to wait, what to accept, the four digits. */

import { now } from '#browser/clock.ts';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { withItem } from '../chosen.ts';
import { FieldSet, TextField, Tick } from '../components/field.tsx';
import { TimeIn } from '../components/time.tsx';
import { deadlineDaysIn } from '../deadline-days.ts';
import { usePortal } from '../portal.ts';
import { type Fields, type Mistakes, type Target, warningsOf } from './fields.ts';
import { FIELD, lastFourError } from './mistakes.ts';

export interface PartProps {
  readonly fields: Fields;
  readonly change: (change: Partial<Fields>) => void;
  readonly wrong: Mistakes;
}

const DAY = 86_400_000;

export function DaysToWait({ fields, change, wrong }: PartProps) {
  const { texts, config } = usePortal();
  const { request } = texts;
  const days = deadlineDaysIn(fields.days) ?? config.deadlineDays;
  return (
    <section aria-labelledby="when">
      <h2 id="when">{request.whenTitle}</h2>
      <p>{request.when}</p>
      <p>
        {typeof days === 'number' && (
          <>
            <TimeIn sentence={request.untilAbout} at={now() + days * DAY} to="day" />{' '}
          </>
        )}
        {request.untilUsual}
      </p>
      <TextField
        id={FIELD.days}
        label={request.days}
        hint={request.daysHint(config.deadlineDays)}
        error={wrong.days && request.daysMalformed}
        value={fields.days}
        onChange={(typed) => change({ days: typed })}
        inputMode="numeric"
        length={3}
        short
      />
    </section>
  );
}

export function Consents({
  fields,
  change,
  wrong,
  target,
}: PartProps & { readonly target: Target }) {
  const { texts, language } = usePortal();
  const { request } = texts;
  const warnings = warningsOf(target, fields);
  if (warnings.length === 0) return null;
  return (
    <FieldSet
      id={FIELD.ticks}
      legend={request.ticksTitle}
      hint={request.ticksHint}
      error={wrong.ticks && request.ticksMissing}
    >
      {warnings.map((code) => (
        <Tick
          key={code}
          id={`consent-${code}`}
          checked={fields.ticked.includes(code)}
          required
          onChange={(isTicked) => change({ ticked: withItem(fields.ticked, code, isTicked) })}
        >
          {wordsOfCode(code, language)}
        </Tick>
      ))}
    </FieldSet>
  );
}

export function LastFour({ fields, change, wrong }: PartProps) {
  const { texts } = usePortal();
  const { request } = texts;
  return (
    <TextField
      id={FIELD.lastFour}
      label={request.lastFour}
      hint={request.lastFourHint}
      error={lastFourError(wrong.lastFour, texts)}
      value={fields.lastFour}
      onChange={(lastFour) => change({ lastFour })}
      inputMode="numeric"
      short
      required
    />
  );
}
