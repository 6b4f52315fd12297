/** The way to the issuer's sign-in, and words where it cannot be reached. */
import { useState } from 'preact/hooks';
import { IssuerNotFetched } from '#browser/session/issuer-later.ts';
import { useFirstTexts, usePortal } from '../portal.ts';
import { Button, type ButtonProps } from './button.tsx';
import { NotFetched } from './not-fetched.tsx';
import { Note } from './note.tsx';

export interface SignInButtonProps {
  readonly label?: string;
  readonly look?: NonNullable<ButtonProps['look']>;
  /** The path to come back to: where it was pressed, if it is not said. */
  readonly returnTo?: string;
  /** Another sign-in than the usual one. */
  readonly signIn?: () => Promise<void>;
}

/** Signs in and comes back. */
export function SignInButton({ label, look = 'primary', returnTo, signIn }: SignInButtonProps) {
  const { session, language, first } = usePortal();
  const [failure, setFailure] = useState<unknown>();
  const here = () => `${location.pathname}${location.search}`;
  const usual = () => session.signIn(returnTo ?? here(), { language });
  const press = () => {
    setFailure(undefined);
    return (signIn ?? usual)().catch(setFailure);
  };
  if (failure instanceof IssuerNotFetched) return <NotFetched />;
  return (
    <>
      {failure !== undefined && <NoIssuer />}
      <Button look={look} onPress={press}>
        {label ?? first.session.signIn}
      </Button>
    </>
  );
}

export function NoIssuer() {
  const { session } = useFirstTexts();
  return (
    <Note kind="error" live>
      {session.unreachable}
    </Note>
  );
}
