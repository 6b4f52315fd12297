/** The supported models, all of them at once, to search in. Anybody may. */
import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import * as z from 'zod/mini';
import { KINDS } from '#catalogue/model.ts';
import type { ModelList } from '#functions/contract/bodies.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { Page } from '../components/page.tsx';
import { useFormState } from '../form-state.ts';
import { findModels, searchable } from '../models/list.ts';
import { ModelRow } from '../models/row.tsx';
import { usePortal } from '../portal.ts';

const ALL = 'all';
const KIND_OPTIONS = [ALL, ...KINDS] as const;
const Query = z.object({ text: z.string(), kind: z.enum(KIND_OPTIONS) });
const everything = (): z.infer<typeof Query> => ({ text: '', kind: ALL });

export function ModelsPage() {
  const { service, texts } = usePortal();
  const answer = useAnswer(service.models, 'models');
  return (
    <Page title={texts.models.title}>
      <p>{texts.models.lead}</p>
      <Answered answer={answer}>{(list) => <List list={list} />}</Answered>
    </Page>
  );
}

function List({ list }: { readonly list: z.infer<typeof ModelList> }) {
  const { texts, language } = usePortal();
  const { models: words } = texts;
  const [query, change] = useFormState('models', Query, everything);
  const searched = useMemo(() => searchable(list.models, list.makers), [list]);
  // The same elements at each letter that is typed: those that stay are not compared again.
  const rows = useMemo(
    () =>
      new Map(
        list.models.map((model) => [
          model.code,
          <ModelRow key={model.code} model={model} words={words} language={language} />,
        ]),
      ),
    [list, words, language],
  );
  const found = findModels(searched, query);
  return (
    <>
      <search class="model-search">
        <TextField
          id="model-text"
          label={words.search}
          hint={words.searchHint}
          value={query.text}
          onChange={(text) => change({ text })}
          inputMode="search"
          length={60}
        />
        <SelectField
          id="model-kind"
          label={words.kind}
          value={query.kind}
          options={KIND_OPTIONS.map((kind) => [
            kind,
            kind === ALL ? words.allKinds : words.kinds[kind],
          ])}
          onChange={(kind) => change({ kind })}
        />
      </search>
      <details class="legend">
        <summary>{words.legendTitle}</summary>
        <dl class="facts">
          {SUPPORTED.map((supported) => (
            <Fragment key={supported}>
              <dt>
                <span class={`badge badge-${supported}`}>{words.supported[supported]}</span>
              </dt>
              <dd>{words.legend[supported]}</dd>
            </Fragment>
          ))}
        </dl>
        <p>{words.legendMark}</p>
        <p class="fine">{words.version(list.version)}</p>
      </details>
      <p role="status">
        {found.length > 0 ? words.count(found.length, list.models.length) : words.none}
      </p>
      {found.length === 0 ? (
        <p>{words.noneText}</p>
      ) : (
        <table class="models">
          <caption class="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.model}</th>
              <th scope="col">{words.columns.supported}</th>
              <th scope="col">{words.columns.conditions}</th>
            </tr>
          </thead>
          <tbody>{found.map(({ code }) => rows.get(code))}</tbody>
        </table>
      )}
    </>
  );
}

const SUPPORTED = ['yes', 'assumed', 'unknown', 'no'] as const;
