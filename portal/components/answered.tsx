/** An answer of the service in a page: the page itself once it is there, and until then, or without it, words. */
import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/use-answer.ts';
import { FailureNote } from './failure-note.tsx';
import { Loading } from './loading.tsx';

export function Answered<Value>({
  answer: { value, failure, seenAt, reload },
  words,
  children,
}: {
  readonly answer: Answer<Value>;
  readonly words?: Readonly<Record<string, string>>;
  readonly children: (value: Value) => ComponentChildren;
}) {
  return (
    <>
      {failure && (
        <FailureNote
          failure={failure}
          onRetry={reload}
          seenAt={value === undefined ? undefined : seenAt}
          {...(words && { words })}
        />
      )}
      {value === undefined ? !failure && <Loading /> : children(value)}
    </>
  );
}
