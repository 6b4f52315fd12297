/** What a wipe does, before anybody agrees to it. */
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { ExternalLink } from '../components/external-link.tsx';
import { Fact } from '../components/fact.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Note } from '../components/note.tsx';
import { Time } from '../components/time.tsx';
import { isPresent, type ShownHandset, type ShownLine } from '../line/standing.ts';
import { WalletAdvice } from '../line/wallet-advice.tsx';
import { usePortal } from '../portal.ts';

export function Consequences({
  line,
  handset,
}: {
  readonly line: ShownLine;
  readonly handset: ShownHandset;
}) {
  const { texts, language, config } = usePortal();
  const { request, lines } = texts;
  const { notices, referrals } = handset.eligibility;
  const isLockAdvised = notices.includes('N_WALLET_LOCK_NOT_CONFIRMED');
  return (
    <>
      <section class="card" aria-labelledby="target">
        <h2 id="target" class="eyebrow">
          {request.targetTitle}
        </h2>
        <p class="target-model">{handset.modelName}</p>
        <dl class="facts">
          <Fact name={request.number}>
            <MaskedNumber number={line.number} />
          </Fact>
          <Fact name={lines.line.usedSince}>
            <Time at={handset.since} />
          </Fact>
          <Fact name={lines.line.lastSeen}>
            <Time at={handset.lastSeenAt} />
          </Fact>
        </dl>
        {!isPresent(handset) && <Note kind="warning">{request.earlierHandset}</Note>}
      </section>
      <section aria-labelledby="effects">
        <h2 id="effects">{request.effectsTitle}</h2>
        <ul class="effects">
          <li>{request.effectAll}</li>
          {notices.map((code) => (
            <li key={code}>
              {wordsOfCode(code, language)}
              {code === 'N_WALLET_LOCK_NOT_CONFIRMED' && config.links.lock && (
                <>
                  {' '}
                  <ExternalLink href={config.links.lock}>{lines.line.lockLink}</ExternalLink>
                </>
              )}
            </li>
          ))}
          {line.locks.device === 'succeeded' && !notices.includes('N_WALLET_LOCK_KEPT') && (
            <li>{request.deviceLockLifted}</li>
          )}
          {referrals.map((code) => (
            <li key={code}>{wordsOfCode(code, language)}</li>
          ))}
        </ul>
      </section>
      {!isLockAdvised && <WalletAdvice line={line} />}
    </>
  );
}
