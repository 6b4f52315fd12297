/** A page of what the service answers: its title, of when it is, and the way to ask at once. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import type { Answer } from '../api/use-answer.ts';
import { Freshness } from './freshness.tsx';

export interface LivePageProps {
  readonly title: ReactNode;
  /** What the page shows. None where a part of it has its own way to ask. */
  readonly answers: readonly Answer<unknown>[];
  readonly children: ReactNode;
}

export function LivePage({ title, answers, children }: LivePageProps) {
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={answers.length > 0 && <Freshness answers={answers} />}>
          {title}
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
