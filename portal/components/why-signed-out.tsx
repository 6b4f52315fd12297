/** Why nobody is signed in, told to whoever comes to a page that wants it. */
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';
import { useFirstTexts } from '../portal.ts';
import { Note } from './note.tsx';

export function WhySignedOutNote({ why }: { readonly why: WhySignedOut }) {
  const { session } = useFirstTexts();
  switch (why) {
    case 'over':
      return <Note kind="info">{session.over}</Note>;
    case 'elsewhere':
      return <Note kind="info">{session.elsewhere}</Note>;
    case 'lost-factor':
      return <Note kind="warning">{session.lostFactor}</Note>;
    case 'refused':
      return <Note kind="error">{session.refused}</Note>;
    case 'unfinished':
      return <Note kind="error">{session.unfinished}</Note>;
  }
}
