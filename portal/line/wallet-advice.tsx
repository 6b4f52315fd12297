/** Locking first: a lock of the wallet that is in place outlasts the wipe, and after the wipe it may be too late for one. */
import { ExternalLink } from '../components/external-link.tsx';
import { Note } from '../components/note.tsx';
import { usePortal } from '../portal.ts';
import type { ShownLine } from './standing.ts';

export function WalletAdvice({ line }: { readonly line: ShownLine }) {
  const { texts, config } = usePortal();
  const { line: words } = texts.lines;
  const { wallet } = line.locks;
  const { lock } = config.links;
  // Where the carrier offers no lock of its own, a line without one has nothing to be told.
  if (wallet === 'succeeded' || (wallet === 'none' && lock === undefined)) return null;
  return (
    <Note kind="warning">
      <h2 class="note-title">{words.lockFirst}</h2>
      <p>{words.lockWallet[wallet]}</p>
      {lock && (
        <p>
          <ExternalLink href={lock}>{words.lockLink}</ExternalLink>
        </p>
      )}
    </Note>
  );
}
