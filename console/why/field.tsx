/** A fact in the form: one of a few values, one of many, a day, a month or a text. Days that rules begin with are far back: they are typed. */
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import { useConsole, useTexts } from '../console.ts';
import type { Choices, Typed } from './form.ts';

/** Up to so many values are all shown at once. */
const FEW = 3;

export interface FieldProps<Name> {
  readonly name: Name;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ name, value, onChange }: FieldProps<keyof Choices>) {
  const { why } = useTexts();
  const options = Object.entries<string>(why.choices[name]).map(([each, label]) => ({
    value: each,
    label,
  }));
  return (
    <FormField label={why.fields[name]}>
      {options.length <= FEW ? (
        <RadioGroup
          direction="horizontal"
          value={value}
          items={options}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Select
          options={options}
          selectedOption={options.find((option) => option.value === value) ?? null}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? value)}
        />
      )}
    </FormField>
  );
}

export interface TypedFieldProps extends FieldProps<Typed> {
  readonly isWrong: boolean;
}

export function TypedField({ name, value, isWrong, onChange }: TypedFieldProps) {
  const { why } = useTexts();
  const { language } = useConsole();
  const change = ({ detail }: { readonly detail: { readonly value: string } }) =>
    onChange(detail.value);
  return (
    <FormField
      label={why.fields[name]}
      constraintText={why.hints[name]}
      errorText={isWrong ? why.mistakes[name] : ''}
    >
      {name === 'date' || name === 'released' ? (
        <DateInput
          locale={language}
          granularity={name === 'date' ? 'day' : 'month'}
          placeholder={name === 'date' ? 'YYYY/MM/DD' : 'YYYY/MM'}
          value={value}
          onChange={change}
        />
      ) : (
        <Input value={value} onChange={change} />
      )}
    </FormField>
  );
}
