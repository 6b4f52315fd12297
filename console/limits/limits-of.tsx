/** The limits of all wipes together, and of a clerk, shop, account or operator who is named by exact id. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Freshness } from '../components/freshness.tsx';
import { useConsole, useTexts } from '../console.ts';
import { Gauges } from './gauges.tsx';
import { OWNERS, type Owner } from './rules.ts';

interface Named {
  readonly owner: Owner;
  readonly id: string;
}

export function LimitsOf() {
  const { service, texts } = useConsole();
  const [address, setAddress] = useSearchParams();
  const owner = OWNERS.find((each) => address.has(each));
  const named = owner && { owner, id: address.get(owner) ?? '' };
  const query = new URLSearchParams(named && { [named.owner]: named.id });
  const answer = useLive(() => service.limits(query), query.toString());
  const show = (wanted?: Named) =>
    setAddress({ tab: 'limits', ...(wanted && { [wanted.owner]: wanted.id }) });
  return (
    <SpaceBetween size="l">
      <Whose key={query.toString()} named={named} onShow={show} />
      <Answered answer={answer}>
        {({ limits }) => (
          <Gauges
            limits={limits}
            title={texts.limits.title}
            actions={<Freshness answers={[answer]} />}
          />
        )}
      </Answered>
    </SpaceBetween>
  );
}

interface WhoseProps {
  readonly named: Named | undefined;
  readonly onShow: (named?: Named) => void;
}

function Whose({ named, onShow }: WhoseProps) {
  const { whose: words } = useTexts().limits;
  const [owner, setOwner] = useState<Owner>(named?.owner ?? 'clerk');
  const [id, setId] = useState(named?.id ?? '');
  const [isMissing, setMissing] = useState(false);
  const options = OWNERS.map((value) => ({ value, label: words.owners[value] }));
  const ask = () => {
    setMissing(id.trim() === '');
    if (id.trim() !== '') onShow({ owner, id: id.trim() });
  };
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <SpaceBetween size="s">
          <SpaceBetween size="m" direction="horizontal">
            <FormField label={words.kind}>
              <Select
                options={options}
                selectedOption={options.find(({ value }) => value === owner) ?? null}
                onChange={({ detail }) =>
                  setOwner(OWNERS.find((each) => each === detail.selectedOption.value) ?? owner)
                }
              />
            </FormField>
            <FormField label={words.id} errorText={isMissing ? words.missing : ''}>
              <Input value={id} spellcheck={false} onChange={({ detail }) => setId(detail.value)} />
            </FormField>
          </SpaceBetween>
          <SpaceBetween size="xs" direction="horizontal">
            <Button formAction="submit">{words.show}</Button>
            {named && (
              <Button formAction="none" onClick={() => onShow()}>
                {words.clear}
              </Button>
            )}
          </SpaceBetween>
          {named && <div role="status">{words.shown(words.owners[named.owner], named.id)}</div>}
        </SpaceBetween>
      </form>
    </Container>
  );
}
