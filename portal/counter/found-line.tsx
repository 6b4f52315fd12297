/** The line that a clerk's search found, with its handsets. It takes the focus as it comes up. */
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { keep } from '#browser/session/kept.ts';
import { Eligibility } from '../components/eligibility.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import type { ShownHandset, ShownLine } from '../line/standing.ts';
import { WipeHistory } from '../line/wipe-history.tsx';
import { useTexts } from '../portal.ts';
import { COUNTER_REQUEST, shopWipeAddress } from './addresses.ts';
import { beginForm, COUNTER_FORM } from './form.ts';
import { CounterHandset } from './handset.tsx';

export function FoundLine({ line }: { readonly line: ShownLine }) {
  const { counter, lines } = useTexts();
  const { route } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [line]);
  const begin = (handset: ShownHandset) => {
    keep(COUNTER_FORM, beginForm(line, handset, crypto.randomUUID()));
    route(COUNTER_REQUEST);
  };
  const plans: Readonly<Record<string, string>> = counter.plans;
  return (
    <section>
      <h2 ref={heading} tabIndex={-1} class="found">
        {counter.found} <MaskedNumber number={line.number} />
      </h2>
      <dl class="facts">
        <dt>{counter.plan}</dt>
        <dd>{plans[line.plan] ?? line.plan}</dd>
        <dt>{counter.status}</dt>
        <dd>{counter.statuses[line.status]}</dd>
        <dt>{lines.line.walletLock}</dt>
        <dd>{lines.line.locks[line.locks.wallet]}</dd>
      </dl>
      {line.eligibility && <Eligibility eligibility={line.eligibility} />}
      <ul class="cards">
        {line.handsets.map((handset) => (
          <li key={handset.enrolmentId} class="card">
            <CounterHandset handset={handset} onChoose={() => begin(handset)} />
          </li>
        ))}
      </ul>
      <WipeHistory
        lineId={line.lineId}
        title={counter.history.title}
        none={counter.history.none}
        addressOf={shopWipeAddress}
      />
    </section>
  );
}
