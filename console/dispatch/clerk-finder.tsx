/** The way to a clerk's standing: by exact id. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { clerkAddress } from '../addresses.ts';
import { useTexts } from '../console.ts';

export function ClerkFinder() {
  const { clerk: words } = useTexts().dispatch;
  const [, go] = useLocation();
  const [id, setId] = useState('');
  const [isMissing, setMissing] = useState(false);
  const find = () => {
    const person = id.trim();
    setMissing(person === '');
    if (person !== '') go(clerkAddress(person));
  };
  return (
    <Container
      header={
        <Header variant="h2" description={words.lead}>
          {words.title}
        </Header>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <SpaceBetween size="s">
          <FormField label={words.id} errorText={isMissing ? words.missing : ''}>
            <Input value={id} spellcheck={false} onChange={({ detail }) => setId(detail.value)} />
          </FormField>
          <Button formAction="submit">{words.open}</Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
