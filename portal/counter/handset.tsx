/** A handset of a line as a clerk sees it, and the way to a request for it. */
import { Button, ButtonLink } from '../components/button.tsx';
import { Eligibility } from '../components/eligibility.tsx';
import { Note } from '../components/note.tsx';
import { Guides } from '../line/guides.tsx';
import { HandsetFacts } from '../line/handset-facts.tsx';
import { type ShownHandset, standingOf } from '../line/standing.ts';
import { useTexts } from '../portal.ts';
import { shopWipeAddress } from './addresses.ts';

export interface CounterHandsetProps {
  readonly handset: ShownHandset;
  readonly onChoose: () => void;
}

export function CounterHandset({ handset, onChoose }: CounterHandsetProps) {
  return (
    <>
      <h3 class="card-title">{handset.modelName}</h3>
      <dl class="facts">
        <HandsetFacts handset={handset} />
      </dl>
      <WhatToDo handset={handset} onChoose={onChoose} />
    </>
  );
}

function WhatToDo({ handset, onChoose }: CounterHandsetProps) {
  const { counter } = useTexts();
  const { eligibility, modelName } = handset;
  const standing = standingOf(handset);
  switch (standing.kind) {
    case 'under-way':
    case 'erased':
    case 'unconfirmed':
      return (
        <>
          <Note kind={standing.kind === 'unconfirmed' ? 'warning' : 'info'}>
            {counter.standing[standing.kind]}
          </Note>
          <div class="actions">
            <ButtonLink look="primary" href={shopWipeAddress(standing.wipeId)}>
              {counter.toWipe}
            </ButtonLink>
          </div>
        </>
      );
    case 'refused':
    case 'open':
      return (
        <>
          <Eligibility eligibility={eligibility} />
          <Guides eligibility={eligibility} />
          {standing.kind === 'open' && (
            <div class="actions">
              <Button look="primary" onPress={onChoose}>
                {counter.choose(modelName)}
              </Button>
            </div>
          )}
        </>
      );
  }
}
