/** What came of an act on several wipes: how many it was done to, which were refused and why, and how many are left. */
import Flashbar from '@cloudscape-design/components/flashbar';
import type { ReactNode } from 'react';
import { mayBeDone } from '../act/may-be-done.ts';
import { wordsOfProblem } from '../components/failure-alert.tsx';
import { useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';
import type { BulkAct, Run } from './bulk.ts';
import { WipeLink } from './columns.tsx';

/** So far, where it was sent more than once. */
export interface BulkResult extends Run {
  readonly act: BulkAct;
}

/** What of it was done, in one sentence. */
export function headOf({ act, came, left }: BulkResult, { wipes: { bulk } }: Texts): string {
  const done = came.filter(({ problem, isWish }) => problem === undefined && isWish === undefined);
  return bulk.done[act](done.length, came.length + left.length);
}

export interface BulkRestProps {
  readonly result: BulkResult;
  /** How a wipe is named. */
  readonly of: (wipeId: string) => ReactNode;
}

/** The rest of what is to be said of it. */
export function BulkRest({ result: { came, failure, left }, of }: BulkRestProps) {
  const { wipes, failures } = useTexts();
  const { bulk } = wipes;
  const wishes = came.filter(({ isWish }) => isWish);
  const [lost] = failure && mayBeDone(failure) ? left : [];
  const untouched = left.length - (lost === undefined ? 0 : 1);
  const refused = came.filter(({ problem }) => problem !== undefined);
  return (
    <>
      {wishes.length > 0 && <div>{bulk.wished(wishes.length)}</div>}
      {untouched > 0 && <div>{bulk.untouched(untouched)}</div>}
      <ul className="bulk">
        {lost !== undefined && (
          <li>
            {of(lost)} {failures.notSure}
          </li>
        )}
        {refused.map(({ wipeId, problem }) => (
          <li key={wipeId}>
            {of(wipeId)} {problem && wordsOfProblem(problem, failures)}
          </li>
        ))}
      </ul>
    </>
  );
}

export interface BulkNoteProps {
  readonly result: BulkResult;
  readonly onDismiss: () => void;
}

export function BulkNote({ result, onDismiss }: BulkNoteProps) {
  const texts = useTexts();
  const isWhole = result.left.length === 0 && result.came.every(({ problem }) => !problem);
  return (
    <Flashbar
      items={[
        {
          type: isWhole ? 'success' : 'warning',
          dismissible: true,
          dismissLabel: texts.frame.close,
          onDismiss,
          header: headOf(result, texts),
          content: <BulkRest result={result} of={(wipeId) => <WipeLink wipeId={wipeId} />} />,
        },
      ]}
    />
  );
}
