/** What a page shows of an answer: that it is on its way, what went wrong, and the value once there is one. */

import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';
import type { Answer } from '../api/use-answer.ts';
import { useTexts } from '../console.ts';
import { FailureAlert } from './failure-alert.tsx';

export interface AnsweredProps<Value> {
  readonly answer: Answer<Value>;
  readonly children: (value: Value) => ReactNode;
}

export function Answered<Value>({ answer, children }: AnsweredProps<Value>) {
  const { frame } = useTexts();
  const { value, failure, reload } = answer;
  return (
    <SpaceBetween size="l">
      {failure && <FailureAlert failure={failure} onRetry={reload} />}
      {value !== undefined && children(value)}
      {value === undefined && failure === undefined && (
        <output className="loading">
          <Spinner /> {frame.loading}
        </output>
      )}
    </SpaceBetween>
  );
}
