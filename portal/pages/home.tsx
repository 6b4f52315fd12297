/** The first page: what this is and the way in, or, once somebody is signed in, where they begin. */

import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { ButtonLink } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { SignInButton } from '../components/sign-in-button.tsx';
import { WhySignedOutNote } from '../components/why-signed-out.tsx';
import { later } from '../later.tsx';
import { useFirstTexts, useSession } from '../portal.ts';
import { startPageOf } from '../start-page.ts';

const LinesPage = later(async () => (await import('./lines.tsx')).LinesPage);

export function HomePage() {
  const state = useSession();
  const first = useFirstTexts();
  const { route } = useLocation();
  const role = state.kind === 'signed-in' ? state.claims.role : undefined;
  const start = role && role !== 'subscriber' ? startPageOf(role, first) : undefined;
  useEffect(() => {
    if (start) route(start.href, true);
  }, [start?.href]);
  if (state.kind === 'signed-out') return <Welcome why={state.why} />;
  // On their way there, or out.
  if (start || state.kind === 'signing-out') return null;
  return <LinesPage />;
}

function Welcome({ why }: { readonly why: WhySignedOut | undefined }) {
  const { welcome, session, frame } = useFirstTexts();
  return (
    <Page title={welcome.title}>
      {why && <WhySignedOutNote why={why} />}
      <p class="lead">{welcome.lead}</p>
      <div class="actions">
        <SignInButton label={welcome.start} />
      </div>
      <h2>{session.factorMissing}</h2>
      <p>{welcome.factorMissingLead}</p>
      <div class="actions">
        <ButtonLink href={SHOP_VISIT}>{frame.shopVisit}</ButtonLink>
      </div>
      <h2>{welcome.stepsTitle}</h2>
      <ol class="steps">
        {welcome.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Page>
  );
}
