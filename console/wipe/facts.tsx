/** What is known of a wipe: its state, what it waits for, until when, and the handset. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import type { OperationsWipeView } from '#functions/contract/ops-bodies.ts';
import { wipeAddress } from '../addresses.ts';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import { State } from '../wipes/columns.tsx';

export type ShownWipe = z.infer<typeof OperationsWipeView>;

export function Facts({ wipe }: { readonly wipe: ShownWipe }) {
  const { common, wipe: words } = useTexts();
  const { facts } = words;
  const time = (at: string | undefined) => (at === undefined ? '—' : <Time at={at} />);
  const items: readonly (readonly [keyof typeof facts, ReactNode])[] = [
    ['state', <State key="state" row={wipe} words={common.states[wipe.state]} />],
    ['waitsFor', common.waitsFor[wipe.waitsFor]],
    ['nextTryAt', time(wipe.nextTryAt)],
    ['stuck', wipe.stuck ? common.yes : common.no],
    ['requestedAt', time(wipe.requestedAt)],
    ['deadlineAt', time(wipe.deadlineAt)],
    ['endedAt', time(wipe.endedAt)],
    ['reason', wipe.reason ?? '—'],
    ['hold', wipe.onHold ? common.yes : wipe.heldFor ? common.holds[wipe.heldFor] : common.no],
    ['channel', common.channels[wipe.channel]],
    ['requestedBy', [wipe.requestedBy, wipe.shop].filter(Boolean).join(', ')],
    ['lineId', wipe.lineId],
    ['model', wipe.model],
    ['handset', wipe.enrolment ? `${wipe.enrolment.software}, ${wipe.enrolment.app}` : '—'],
    ['lastSeenAt', time(wipe.enrolment?.lastSeenAt)],
    ['contestedAt', time(wipe.contestedAt)],
    ['commands', String(wipe.commands.length)],
    ['record', wipe.record ? <code key="record">{wipe.record.hash}</code> : '—'],
    [
      'earlier',
      wipe.earlier.length === 0
        ? '—'
        : wipe.earlier.map(({ wipeId }) => (
            <div key={wipeId}>
              <Link href={wipeAddress(wipeId)}>{wipeId}</Link>
            </div>
          )),
    ],
  ];
  return (
    <Container header={<Header variant="h2">{words.factsTitle}</Header>}>
      <KeyValuePairs
        columns={4}
        items={items.map(([name, value]) => ({ label: facts[name], value }))}
      />
    </Container>
  );
}
