/** Something is on its way. */
import { useTexts } from '../portal.ts';

export function Loading() {
  const { frame } = useTexts();
  return (
    <p class="loading" role="status">
      {frame.loading}
    </p>
  );
}
