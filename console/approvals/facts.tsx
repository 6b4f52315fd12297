/** What a second person has to know of a request before they decide on it. */
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Approvals } from '#browser/approvals/gather.ts';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { wipeAddress } from '../addresses.ts';
import { Countdown } from '../components/countdown.tsx';
import { Person } from '../components/person.tsx';
import { Time } from '../components/time.tsx';
import { useConsole } from '../console.ts';
import type { Texts } from '../texts/texts.ts';

export type ShownApproval = Approvals['approvals'][number];

type Fact = readonly [keyof Texts['approvals']['facts'], ReactNode];

/** The handset in words. */
export const phoneOf = ({ modelName, number }: ShownApproval, words: Texts['approvals']): string =>
  words.phone(modelName, number?.slice(-4));

export function ApprovalFacts({ approval }: { readonly approval: ShownApproval }) {
  const { texts, language } = useConsole();
  const { approvals: words, terms } = texts;
  const { status, until, decidedAt, visit, number, wipeId } = approval;
  const said = (so: boolean) => (so ? terms.some : terms.none);
  const listed = (lines: readonly string[]) =>
    lines.length === 0 ? words.nothing : lines.map((line) => <div key={line}>{line}</div>);
  const inWords = (codes: readonly string[]) =>
    listed(codes.map((code) => wordsOfCode(code, language)));
  const facts: readonly Fact[] = [
    ['reasons', listed(approval.reasons.map((reason) => words.reasons[reason]))],
    ...(status === 'to-decide' && until !== undefined
      ? [['until', <Countdown key="until" until={until} of={phoneOf(approval, words)} />] as const]
      : []),
    ...(decidedAt === undefined ? [] : [['decidedAt', timeOf(decidedAt)] as const]),
    ['model', `${approval.modelName} (${approval.model})`],
    ['number', number ? words.lastFour(number.slice(-4)) : words.facts.numberGone],
    ['channel', terms.channels[approval.channel]],
    ...(visit
      ? ([
          ['shop', visit.shop],
          ['documents', inWords(visit.documents)],
          ['reservation', said(visit.reservation)],
          ['present', said(visit.customerPresent)],
        ] as const)
      : []),
    ['consents', inWords(approval.consents)],
    ['requestedBy', <Person key="requestedBy" id={approval.requestedBy} />],
    ['requestedAt', timeOf(approval.requestedAt)],
    ['deadlineAt', timeOf(approval.deadlineAt)],
    [
      'wipe',
      <Link key="wipe" href={wipeAddress(wipeId)}>
        {wipeId}
      </Link>,
    ],
  ];
  return (
    <KeyValuePairs
      columns={4}
      items={facts.map(([name, value]) => ({ label: words.facts[name], value }))}
    />
  );
}

const timeOf = (at: string) => <Time key={at} at={at} />;
