/** Which view of the list is shown; the present search can be kept as another. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSession, useTexts } from '../console.ts';
import { givenViews, useOwnViews, withView } from './views.ts';

export interface ViewMenuProps {
  /** Of the page's address, as it is now. */
  readonly query: string;
  readonly onShow: (query: string) => void;
}

const KEEP = 'keep';
const FORGET = 'forget';

export function ViewMenu({ query, onShow }: ViewMenuProps) {
  const texts = useTexts();
  const { views: words } = texts.wipes;
  const session = useSession();
  const person = session.kind === 'signed-in' ? session.claims.sub : '';
  const [own, keepOwn] = useOwnViews(person);
  const [isNaming, setNaming] = useState(false);
  const all = [...givenViews(texts), ...own];
  const shown = all.find((view) => view.query === query);
  const isOwn = own.some((view) => view === shown);
  return (
    <span data-views="">
      <ButtonDropdown
        items={[
          ...all.map((view, index) => ({ id: String(index), text: view.name })),
          { id: KEEP, text: words.keep, iconName: 'add-plus', disabled: query === '' },
          ...(isOwn ? [{ id: FORGET, text: words.forget, iconName: 'remove' as const }] : []),
        ]}
        onItemClick={({ detail: { id } }) => {
          if (id === KEEP) setNaming(true);
          else if (id === FORGET) keepOwn(own.filter((view) => view !== shown));
          else onShow(all[Number(id)]?.query ?? '');
        }}
      >
        {shown?.name ?? words.title}
      </ButtonDropdown>
      {isNaming && (
        <Naming
          onEnd={(name) => {
            setNaming(false);
            if (name !== undefined) keepOwn(withView(own, { name, query }));
          }}
        />
      )}
    </span>
  );
}

/** Characters of a name. */
const LONGEST = 40;

function Naming({ onEnd }: { readonly onEnd: (name: string | undefined) => void }) {
  const { wipes, frame } = useTexts();
  const { views: words } = wipes;
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const keep = () => {
    const given = name.trim().slice(0, LONGEST);
    setMissing(given === '');
    if (given !== '') onEnd(given);
  };
  return (
    <Modal
      visible
      header={words.keep}
      onDismiss={() => onEnd(undefined)}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={() => onEnd(undefined)}>
              {frame.back}
            </Button>
            <Button variant="primary" onClick={keep}>
              {words.keep}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <p>{words.lasts}</p>
        <FormField label={words.name} errorText={isMissing ? words.nameMissing : ''}>
          <Input
            value={name}
            onChange={({ detail }) => setName(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter') keep();
            }}
          />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
