/** "This was not me": by the link in a message, without a sign-in. Nothing happens before the button is pressed. */

import { useEffect, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { isProblem } from '#browser/api/failure.ts';
import type { ContestAnswer } from '#functions/contract/bodies.ts';
import { SHOP_VISIT, wipeAddress } from '../addresses.ts';
import { useSending } from '../api/use-sending.ts';
import { Button, ButtonLink } from '../components/button.tsx';
import { ContactLink } from '../components/contact-link.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { Time } from '../components/time.tsx';
import { type ContestLink, contestLinkIn } from '../contest/link.ts';
import { usePortal, useTexts } from '../portal.ts';

export function NotMePage() {
  const { contest } = useTexts();
  const link = useContestLink();
  return (
    <Page title={contest.title}>
      {link ? <Contest key={link.secret} link={link} /> : <Incomplete />}
    </Page>
  );
}

/** The link that the address brought, in memory alone: it is taken out of the address and the history at once. */
let taken: ContestLink | undefined;

function takeLink(): ContestLink | undefined {
  // Without a dot it holds no secret, and may be the way to a place in the page.
  if (!location.hash.includes('.')) return taken;
  taken = contestLinkIn(location.hash);
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return taken;
}

function useContestLink(): ContestLink | undefined {
  const [link, setLink] = useState(takeLink);
  useEffect(() => {
    // Another link, opened in the same tab.
    const again = () => setLink(takeLink());
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return link;
}

function Incomplete() {
  const { contest } = useTexts();
  return (
    <>
      <Note kind="warning">
        <p>{contest.incomplete}</p>
        <p>{contest.incompleteText}</p>
      </Note>
      <OtherWays />
    </>
  );
}

function OtherWays() {
  const { texts, config } = usePortal();
  const { contest } = texts;
  return (
    <>
      <h2>{contest.otherWays}</h2>
      <ul>
        {contest.otherWaysText.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="actions">
        <ButtonLink href="/">{contest.toLines}</ButtonLink>
        <ButtonLink href={SHOP_VISIT}>{contest.toShop}</ButtonLink>
      </div>
      {config.links.contact && (
        <p>
          <ContactLink />
        </p>
      )}
    </>
  );
}

function Contest({ link: { wipeId, secret } }: { readonly link: ContestLink }) {
  const { service, texts } = usePortal();
  const { contest } = texts;
  const [answer, setAnswer] = useState<z.infer<typeof ContestAnswer>>();
  const sending = useSending(`contest.${wipeId}`, 'asked');
  const press = async () => {
    const outcome = await sending.send(() => service.contest(wipeId, secret));
    if (outcome?.ok === true) setAnswer(outcome.value);
  };
  if (answer) return <Done answer={answer} wipeId={wipeId} />;
  const isOver = isProblem(sending.failure, 'wipe-not-found', 'contest-closed');
  const problem = <SendingNote sending={sending} words={contest.problems} />;
  if (isOver)
    return (
      <>
        {problem}
        <OtherWays />
      </>
    );
  return (
    <>
      <p class="lead">{contest.lead}</p>
      <h2>{contest.doesTitle}</h2>
      <ul>
        {contest.does.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{contest.idle}</p>
      {problem}
      <div class="actions">
        <Button look="danger" onPress={press}>
          {contest.press}
        </Button>
      </div>
    </>
  );
}

interface DoneProps {
  readonly answer: z.infer<typeof ContestAnswer>;
  readonly wipeId: string;
}

function Done({ answer: { contestedAt, next }, wipeId }: DoneProps) {
  const { contest } = useTexts();
  return (
    <>
      <Note kind="success" live>
        <p>{contest.done}</p>
        <p>
          {contest.doneAt}: <Time at={contestedAt} />
        </p>
      </Note>
      <h2>{contest.nextTitle}</h2>
      <ol class="steps">
        {next.map((code) => (
          <li key={code}>
            {contest.next[code]} <Way code={code} wipeId={wipeId} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Where a step is taken, where that is on these pages. */
function Way({ code, wipeId }: { readonly code: keyof typeof WAYS; readonly wipeId: string }) {
  const { contest } = useTexts();
  switch (WAYS[code]) {
    case 'wipe':
      return <a href={wipeAddress(wipeId)}>{contest.toWipe}</a>;
    case 'shop':
      return <a href={SHOP_VISIT}>{contest.toShop}</a>;
    case 'contact':
      return <ContactLink />;
    case undefined:
      return null;
  }
}

const WAYS = {
  'cancel-signed-in': 'wipe',
  'cancel-at-shop': 'shop',
  'wait-for-result': 'wipe',
  'change-password': undefined,
  'call-operations': 'contact',
} as const;
