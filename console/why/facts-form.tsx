/** The form of all facts that the rules judge on; what does not apply is not asked for. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormFrame from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';
import { useTexts } from '../console.ts';
import { ChoiceField, TypedField } from './field.tsx';
import { type FieldName, type Form, TYPED, type Typed } from './form.ts';
import { applies, PARTS } from './parts.ts';

export interface FactsFormProps {
  readonly form: Form;
  readonly mistakes: readonly Typed[];
  readonly isBusy: boolean;
  readonly onChange: (form: Form) => void;
  readonly onAsk: () => void;
}

export function FactsForm({ form, mistakes, isBusy, onChange, onAsk }: FactsFormProps) {
  const { why } = useTexts();
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mistakes.length > 0)
      place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mistakes]);
  const field = (name: FieldName) => {
    const common = {
      value: form[name],
      onChange: (value: string) => onChange({ ...form, [name]: value }),
    };
    return isTyped(name) ? (
      <TypedField key={name} name={name} isWrong={mistakes.includes(name)} {...common} />
    ) : (
      <ChoiceField key={name} name={name} {...common} />
    );
  };
  return (
    <form
      ref={place}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <FormFrame
        actions={
          <Button variant="primary" formAction="submit" loading={isBusy}>
            {why.ask}
          </Button>
        }
      >
        <Container header={<Header variant="h2">{why.facts}</Header>}>
          <ColumnLayout columns={PARTS.length} variant="text-grid">
            {PARTS.map(([part, names]) => (
              <section key={part} aria-label={why.parts[part]}>
                <SpaceBetween size="m">
                  <Box variant="h3" padding="n">
                    {why.parts[part]}
                  </Box>
                  {names.filter((name) => applies(name, form)).map(field)}
                </SpaceBetween>
              </section>
            ))}
          </ColumnLayout>
        </Container>
      </FormFrame>
    </form>
  );
}

const isTyped = (name: FieldName): name is Typed => TYPED.some((typed) => typed === name);
