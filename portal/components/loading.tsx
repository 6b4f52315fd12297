/** Something is on its way. */
import { useFirstTexts } from '../portal.ts';

export function Loading() {
  const { frame } = useFirstTexts();
  return (
    <p class="loading" role="status">
      {frame.loading}
    </p>
  );
}
