/** What a table of wipes shows of each, and what a file of the same says. */
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { now } from '#browser/clock.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { wipeAddress } from '../addresses.ts';
import { Time } from '../components/time.tsx';
import type { Texts } from '../texts/texts.ts';
import { roughly } from '../time.ts';
import type { Row } from './row.ts';

export interface Column {
  readonly id: keyof Texts['wipes']['columns'];
  readonly text: (row: Row) => string;
  /** Where it is more than the text. */
  readonly cell?: (row: Row) => ReactNode;
}

export function columnsIn({ terms, wipes }: Texts): readonly Column[] {
  const age = ({ requestedAt, endedAt }: Row) => {
    const until = endedAt === undefined ? now() : Date.parse(endedAt);
    const [count, unit] = roughly(until - Date.parse(requestedAt));
    return terms.units[unit](count);
  };
  return [
    {
      id: 'wipeId',
      text: (row) => row.wipeId,
      cell: (row) => <WipeLink wipeId={row.wipeId} />,
    },
    {
      id: 'state',
      text: (row) => terms.states[row.state],
      cell: (row) => <State row={row} words={terms.states[row.state]} />,
    },
    { id: 'waitsFor', text: (row) => terms.waitsFor[row.waitsFor] },
    { id: 'model', text: (row) => row.model },
    { id: 'channel', text: (row) => terms.channels[row.channel] },
    { id: 'age', text: age },
    {
      id: 'deadlineAt',
      text: (row) => row.deadlineAt,
      cell: (row) => <Time at={row.deadlineAt} />,
    },
    {
      id: 'marks',
      text: (row) =>
        [
          ...(row.onHold ? [wipes.marks.onHold] : []),
          ...(row.heldFor && row.heldFor !== 'operator' ? [terms.holds[row.heldFor]] : []),
          ...(row.contestedAt ? [wipes.marks.contested] : []),
        ].join(wipes.comma),
    },
    { id: 'shop', text: (row) => row.shop ?? '' },
    { id: 'requestedBy', text: (row) => row.requestedBy },
    {
      id: 'requestedAt',
      text: (row) => row.requestedAt,
      cell: (row) => <Time at={row.requestedAt} />,
    },
    { id: 'lineId', text: (row) => row.lineId },
  ];
}

/** Characters of an id by which people tell wipes apart; the attempt comes after it. */
const TOLD_BY = 8;

/** The id is long and the same for every attempt but its end; the whole of it is in the title, and on the wipe's own page. */
export function WipeLink({ wipeId }: { readonly wipeId: string }) {
  return (
    <Link href={wipeAddress(wipeId)} title={wipeId} className="id">
      {briefId(wipeId)}
    </Link>
  );
}

export function briefId(wipeId: string): string {
  const [enrolment = '', attempt] = wipeId.split('.');
  return `${enrolment.slice(0, TOLD_BY)}…${attempt === undefined ? '' : `.${attempt}`}`;
}

export function State({
  row,
  words,
}: {
  readonly row: Pick<Row, 'state'>;
  readonly words: string;
}) {
  return <StatusIndicator type={signOf(row.state)}>{words}</StatusIndicator>;
}

function signOf(state: Row['state']) {
  switch (state) {
    case 'erased':
      return 'success';
    case 'failed':
      return 'error';
    case 'unconfirmed':
      return 'warning';
    case 'accepted':
    case 'issued':
      return 'in-progress';
    default:
      return hasEnded(state) ? 'stopped' : 'pending';
  }
}
