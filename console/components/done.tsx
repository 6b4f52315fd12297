/** Says what was done, to screen readers too. */
import Alert from '@cloudscape-design/components/alert';

/** Nothing where there are no words; its place is there beforehand, so that they are heard. */
export function Done({ words }: { readonly words: string | undefined }) {
  return <div role="status">{words !== undefined && <Alert type="success">{words}</Alert>}</div>;
}
