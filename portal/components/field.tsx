/** Fields of a form: each with its name, what it wants, and what is wrong with it, tied together for screen readers. */
import type { ComponentChildren } from 'preact';

interface Explanation {
  /** Of the element; also what the page's list of errors leads to. */
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

function Explained({ id, hint, error }: Explanation) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
    </>
  );
}

/** Ties what explains a field to its element. */
function describedBy({ id, hint, error }: Explanation): { 'aria-describedby'?: string } {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {};
}

export interface TextFieldProps extends Explanation {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputMode?: 'numeric' | 'tel' | 'text' | 'search';
  /** Characters at most. */
  readonly length?: number;
  readonly autoComplete?: string;
  readonly short?: boolean;
  readonly required?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { id, label, hint, error, value, onChange, inputMode = 'text', length } = props;
  const { autoComplete = 'off', short = false, required = false } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Explained id={id} hint={hint} error={error} />
      <input
        id={id}
        class={short ? 'input input-short' : 'input'}
        type="text"
        inputMode={inputMode}
        autoComplete={autoComplete}
        value={value}
        maxLength={length}
        aria-required={required}
        aria-invalid={error !== undefined}
        {...describedBy({ id, hint, error })}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

export interface TextAreaProps extends Explanation {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Characters at most. */
  readonly length: number;
}

/** For words of one's own, which are always wanted. */
export function TextArea(props: TextAreaProps) {
  const { id, label, hint, error, value, onChange, length } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Explained id={id} hint={hint} error={error} />
      <textarea
        id={id}
        class="input input-long"
        rows={3}
        value={value}
        maxLength={length}
        aria-required
        aria-invalid={error !== undefined}
        {...describedBy({ id, hint, error })}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

/** One of a few. */
export function SelectField<Value extends string>({
  id,
  label,
  value,
  options,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}) {
  const choose = (chosen: string) => {
    const option = options.find(([each]) => each === chosen);
    if (option) onChange(option[0]);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Something to agree to, or a fact that is so or not. */
export function Tick({
  id,
  checked,
  required = false,
  onChange,
  children,
}: {
  readonly id: string;
  readonly checked: boolean;
  readonly required?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <label class="tick" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-required={required}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

/** Several fields that answer one question. */
export function FieldSet({
  legend,
  hint,
  error,
  id,
  children,
}: Explanation & {
  readonly legend: string;
  readonly children: ComponentChildren;
}) {
  return (
    <fieldset id={id} class="fieldset" tabIndex={-1} {...describedBy({ id, hint, error })}>
      <legend>{legend}</legend>
      <Explained id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}
