/** Proposals that wait for another person: who made them, how long they can be confirmed, and the way to do so. */
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type * as z from 'zod/mini';
import { nextLook } from '#browser/countdown.ts';
import type { DispatchView } from '#functions/contract/dispatch-bodies.ts';
import { whyNotConfirmed } from '#functions/contract/two-person-acts.ts';
import { ActButton } from '../act/act-button.tsx';
import { Countdown } from '../components/countdown.tsx';
import { Person } from '../components/person.tsx';
import { useTexts, useWho } from '../console.ts';
import { useNow } from '../use-now.ts';

export type Proposal = z.infer<typeof DispatchView>['proposals'][number];

export interface ProposalsProps {
  readonly proposals: readonly Proposal[];
  /** Whose standing they are about, where they are about one. */
  readonly clerk?: string;
  readonly onConfirm: (proposal: Proposal) => void;
}

export function Proposals({ proposals, clerk, onConfirm }: ProposalsProps) {
  const { proposals: words } = useTexts();
  const { columns } = words;
  return (
    <Table<Proposal>
      items={proposals}
      trackBy={({ number }) => String(number)}
      ariaLabels={{ tableLabel: words.title }}
      header={<Header variant="h2">{words.title}</Header>}
      empty={<Box textAlign="center">{words.none}</Box>}
      wrapLines
      columnDefinitions={[
        {
          id: 'action',
          header: columns.action,
          minWidth: 160,
          cell: ({ action, number }) => `${words.actions[action]} (${number})`,
          isRowHeader: true,
        },
        { id: 'by', header: columns.by, cell: ({ by }) => <Person id={by} /> },
        { id: 'reason', header: columns.reason, minWidth: 180, cell: ({ reason }) => reason },
        {
          id: 'until',
          header: columns.until,
          cell: ({ until, action }) => <Countdown until={until} of={words.actions[action]} />,
        },
        {
          id: 'confirm',
          header: columns.confirm,
          minWidth: 220,
          cell: (proposal) => (
            <Confirmation
              proposal={proposal}
              {...(clerk !== undefined && { clerk })}
              onPress={() => onConfirm(proposal)}
            />
          ),
        },
      ]}
    />
  );
}

interface ConfirmationProps {
  readonly proposal: Proposal;
  readonly clerk?: string;
  readonly onPress: () => void;
}

function Confirmation({ proposal, clerk, onPress }: ConfirmationProps) {
  const { proposals: words } = useTexts();
  const who = useWho();
  const now = useNow((at) => nextLook(Date.parse(proposal.until), at));
  const about = clerk === undefined ? {} : { clerk };
  const why = who && whyNotConfirmed(proposal, about, { person: who.person, now });
  return (
    <>
      <ActButton whyNot={why && words.whyNot[why]} onPress={onPress}>
        {words.confirm[proposal.action]}
      </ActButton>
      {why && (
        <Box variant="small" display="block">
          {words.whyNot[why]}
        </Box>
      )}
    </>
  );
}
