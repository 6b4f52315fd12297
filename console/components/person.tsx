/** A person by their id, and whether that is who looks at it. */
import { useTexts, useWho } from '../console.ts';

export function Person({ id }: { readonly id: string }) {
  const { proposals } = useTexts();
  return <>{useWho()?.person === id ? proposals.you(id) : id}</>;
}
