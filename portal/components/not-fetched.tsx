/** A part of the pages did not come: words, and the reload that it takes, for browsers remember that of a module. */
import { useFirstTexts } from '../portal.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';

export function NotFetched() {
  const { failure } = useFirstTexts();
  return (
    <>
      <Note kind="error" live>
        {failure.notFetched}
      </Note>
      <Button look="primary" onPress={() => location.reload()}>
        {failure.reload}
      </Button>
    </>
  );
}
