/** What the erasure of a handset does to the locks of its line (R19, R20, R21, A22). */
import type { Line } from './line.ts';

/**
 * The line after its handset was erased; the very line where nothing changes. The reset lifted the device lock, and a
 * request for one that is still pending is withdrawn: it would lock the handset's next life. The wallet lock, and a
 * request for it, stay as they are. Locks that another owner asked for, or for other hardware, are not this wipe's.
 */
export function afterErasure(
  line: Line,
  { handsetId, account }: { readonly handsetId: string; readonly account: string },
): Line {
  const isItsHandset = line.enrolments.at(-1)?.handsetId === handsetId;
  if (line.account !== account || !isItsHandset || line.locks.device === 'none') return line;
  return { ...line, locks: { ...line.locks, device: 'none' } };
}
