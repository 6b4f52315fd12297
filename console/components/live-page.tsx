/** A page of what the service answers: its title, and the way to ask at once. */
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { useTexts } from '../console.ts';

export interface LivePageProps {
  readonly title: ReactNode;
  readonly onRefresh: () => void;
  readonly children: ReactNode;
}

export function LivePage({ title, onRefresh, children }: LivePageProps) {
  const { frame } = useTexts();
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={<Button iconName="refresh" ariaLabel={frame.refresh} onClick={onRefresh} />}
        >
          {title}
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
