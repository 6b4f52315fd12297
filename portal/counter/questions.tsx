/** The questions of the clerk's form. */
import type { ComponentChildren } from 'preact';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { DOCUMENT_TYPES } from '#domain/eligibility/documents.ts';
import { withItem } from '../chosen.ts';
import { FieldSet, TextField, Tick } from '../components/field.tsx';
import { usePortal, useTexts } from '../portal.ts';
import { type CounterForm, type Mistakes, warningsIn } from './form.ts';

interface QuestionProps {
  readonly form: CounterForm;
  readonly change: (part: Partial<CounterForm>) => void;
}
type ErrorName = keyof ReturnType<typeof useTexts>['counter']['request']['errors'];

/** The words of a mistake, where there is one. */
function useErrors() {
  const { errors } = useTexts().counter.request;
  return (name: ErrorName | undefined) => (name === undefined ? undefined : errors[name]);
}

/** What cannot be undone, and when it happens: the customer hears it before they agree. */
export function WhatToTell({
  form,
  change,
  error,
}: QuestionProps & { error?: 'told' | undefined }) {
  const { texts, language } = usePortal();
  const { request } = texts.counter;
  const errors = useErrors();
  return (
    <FieldSet id="told" legend={request.tellTitle} error={errors(error)}>
      <ul>
        {form.handset.eligibility.notices.map((code) => (
          <li key={code}>{wordsOfCode(code, language)}</li>
        ))}
        {request.tell.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Tick id="told-tick" checked={form.told} required onChange={(told) => change({ told })}>
        {request.told}
      </Tick>
    </FieldSet>
  );
}

export function Documents({
  form,
  change,
  error,
}: QuestionProps & { error?: 'documents' | undefined }) {
  const { texts, language } = usePortal();
  const { request } = texts.counter;
  const errors = useErrors();
  return (
    <FieldSet
      id="documents"
      legend={request.documents}
      hint={request.documentsHint}
      error={errors(error)}
    >
      {DOCUMENT_TYPES.map((type) => (
        <Tick
          key={type}
          id={`document-${type}`}
          checked={form.documents.includes(type)}
          onChange={(seen) => change({ documents: withItem(form.documents, type, seen) })}
        >
          {wordsOfCode(type, language)}
        </Tick>
      ))}
    </FieldSet>
  );
}

export function Visit({ form, change }: QuestionProps) {
  const { request } = useTexts().counter;
  return (
    <FieldSet id="visit" legend={request.visit} hint={request.presentHint}>
      <Tick
        id="reservation"
        checked={form.reservation}
        onChange={(reservation) => change({ reservation })}
      >
        {request.reservation}
      </Tick>
      <Tick
        id="present"
        checked={form.customerPresent}
        onChange={(customerPresent) => change({ customerPresent })}
      >
        {request.present}
      </Tick>
    </FieldSet>
  );
}

export function Consents({
  form,
  change,
  error,
}: QuestionProps & { error?: 'warnings' | undefined }): ComponentChildren {
  const { texts, language } = usePortal();
  const { request } = texts.counter;
  const errors = useErrors();
  const warnings = warningsIn(form);
  if (warnings.length === 0) return null;
  return (
    <FieldSet
      id="warnings"
      legend={request.warnings}
      hint={request.warningsHint}
      error={errors(error)}
    >
      {warnings.map((code) => (
        <Tick
          key={code}
          id={`consent-${code}`}
          checked={form.consents.includes(code)}
          required
          onChange={(agreed) => change({ consents: withItem(form.consents, code, agreed) })}
        >
          {wordsOfCode(code, language)}
        </Tick>
      ))}
    </FieldSet>
  );
}

export function LastQuestions({
  form,
  change,
  mistakes,
}: QuestionProps & { readonly mistakes: Mistakes }) {
  const { config, texts } = usePortal();
  const { request } = texts.counter;
  const errors = useErrors();
  return (
    <>
      <TextField
        id="deadlineDays"
        label={request.deadline}
        hint={request.deadlineHint(config.deadlineDays)}
        error={errors(mistakes.deadlineDays)}
        value={form.deadlineDays}
        onChange={(deadlineDays) => change({ deadlineDays })}
        inputMode="numeric"
        length={6}
        short
      />
      <TextField
        id="lastFour"
        label={request.lastFour}
        hint={request.lastFourHint}
        error={errors(mistakes.lastFour)}
        value={form.lastFour}
        onChange={(lastFour) => change({ lastFour })}
        inputMode="numeric"
        length={8}
        short
        required
      />
    </>
  );
}
