/** Says what was done, to screen readers too. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';

/** Stands above what it is about, and takes no room where there are no words; its place is there beforehand, so that they are heard. */
export function Done({ words }: { readonly words: string | undefined }) {
  return (
    <div role="status">
      {words !== undefined && (
        <Box margin={{ bottom: 'l' }}>
          <Alert type="success">{words}</Alert>
        </Box>
      )}
    </div>
  );
}
