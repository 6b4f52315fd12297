/** A part of the pages did not come: words, and the reload that it takes, for browsers remember that of a module. */
import { useTexts } from '../portal.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';

export function NotFetched() {
  const { failure } = useTexts();
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
