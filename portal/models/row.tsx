/** A model in the list: what it is, whether it is covered, under which conditions, and where that is from. */

import type { Language } from '#browser/language.ts';
import { Fact } from '../components/fact.tsx';
import type { Texts } from '../texts/texts.ts';
import { day } from '../time.ts';
import { type Condition, conditionsOf, type ListedModel } from './list.ts';

export interface ModelRowProps {
  readonly model: ListedModel;
  readonly words: Texts['models'];
  readonly language: Language;
}

export function ModelRow({ model, words, language }: ModelRowProps) {
  const { code, name, maker, released, supported, source, confidence, dualSim } = model;
  const [year = '', month = ''] = released.split('-');
  const conditions = conditionsOf(model);
  return (
    <tr>
      <th scope="row">
        {name}
        {code !== name && <span>{code}</span>}
        <span class="fine">
          {maker} / {words.released(year, String(Number(month)))}
        </span>
      </th>
      <td>
        <span class={`badge badge-${supported}`}>{words.supported[supported]}</span>
      </td>
      <td>
        {conditions.length > 0 && (
          <ul class="plain">
            {conditions.map((condition) => (
              <li key={condition.name}>{wordsOf(condition, words, language)}</li>
            ))}
          </ul>
        )}
        <details>
          <summary>
            {words.more}
            <span class="visually-hidden"> {words.moreOf(name)}</span>
          </summary>
          <dl class="fine">
            <Fact name={words.dualSim}>{words.known[dualSim]}</Fact>
            <Fact name={words.confidence}>{words.confidences[confidence]}</Fact>
            <Fact name={words.source}>
              <span lang="en">{source}</span>
            </Fact>
          </dl>
        </details>
      </td>
    </tr>
  );
}

function wordsOf(condition: Condition, words: Texts['models'], language: Language): string {
  switch (condition.name) {
    case 'mark':
      return words.mark(condition.mark);
    case 'update':
      return words.update(day(condition.since, language));
    case 'kids':
      return words.kids(condition.covered);
    default:
      return words[condition.name];
  }
}
