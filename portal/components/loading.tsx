/** Something is on its way. */
import { useTexts } from '../portal.ts';

export function Loading() {
  const { common } = useTexts();
  return (
    <p class="loading" role="status">
      {common.loading}
    </p>
  );
}
