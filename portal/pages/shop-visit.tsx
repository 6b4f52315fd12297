/** For whoever cannot sign in, the device for it being the lost one: the way to a shop, and what can be done before. */

import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { DOCUMENT_TYPES } from '#domain/eligibility/documents.ts';
import { wantedIn } from '../arrival.ts';
import { ExternalLink } from '../components/external-link.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { Referral } from '../components/referral.tsx';
import { SignInButton } from '../components/sign-in-button.tsx';
import { ELSEWHERE } from '../elsewhere.ts';
import { usePortal, useSession } from '../portal.ts';

export function ShopVisitPage() {
  const { config, texts, language } = usePortal();
  const state = useSession();
  const { shopVisit } = texts.guide;
  const { bring, book, atShop, meanwhile, google, apple, lock } = shopVisit;
  const { links } = config;
  const isSignedIn = state.kind === 'signed-in';
  return (
    <Page title={shopVisit.title}>
      <p class="lead">{shopVisit.lead}</p>
      <Note kind="info">
        <p>{shopVisit.why}</p>
        <p>{shopVisit.otherWays}</p>
      </Note>
      <h2>{bring.title}</h2>
      <p>{bring.lead}</p>
      <ul>
        {DOCUMENT_TYPES.map((type) => (
          <li key={type}>{wordsOfCode(type, language)}</li>
        ))}
      </ul>
      <p>{bring.note}</p>
      <p>{bring.number}</p>
      <h2>{book.title}</h2>
      <p>{book.text}</p>
      <p>
        {links.booking ? (
          <ExternalLink href={links.booking}>{book.link}</ExternalLink>
        ) : (
          book.without
        )}
      </p>
      <p>{shopVisit.ahamo}</p>
      <h2>{atShop.title}</h2>
      <ol class="steps">
        {atShop.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <p>{atShop.same}</p>
      <p>{shopVisit.free}</p>
      <h2>{meanwhile.title}</h2>
      {links.lock && (
        <>
          <h3>{lock.title}</h3>
          <p>{lock.text}</p>
          <p>
            <ExternalLink href={links.lock}>{lock.link}</ExternalLink>
          </p>
        </>
      )}
      <h3>{google.title}</h3>
      <p>{google.text}</p>
      <p>
        <Referral code="F_GOOGLE_FIND" />
      </p>
      <p>{google.guide}</p>
      <p>
        <ExternalLink href={ELSEWHERE.googleHelp}>{google.help}</ExternalLink>
      </p>
      <h3>{apple.title}</h3>
      <p>{apple.text}</p>
      <p>
        <Referral code="F_ICLOUD_FIND" />
      </p>
      {!isSignedIn && (
        <div class="actions">
          <SignInButton label={shopVisit.trySignIn} returnTo={wantedIn(history.state)} />
        </div>
      )}
    </Page>
  );
}
