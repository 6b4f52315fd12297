/** Why wipes ended without erasing: what each reason means, and what can be done. */
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useTexts } from '../console.ts';
import { State } from '../wipes/columns.tsx';
import { type Health, restsOn, wordsOfEnd } from './figures.ts';

type Ending = Health['endings'][number];

export function Endings({ shown }: { readonly shown: Pick<Health, 'endings' | 'sample'> }) {
  const { terms, health } = useTexts();
  const { title, none, columns } = health.endings;
  return (
    <Table<Ending>
      wrapLines
      trackBy={({ state, reason }) => `${state} ${reason}`}
      items={shown.endings}
      ariaLabels={{ tableLabel: title }}
      header={
        <Header variant="h2" description={restsOn(shown.sample, health.restsOn)}>
          {title}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'reason',
          header: columns.reason,
          minWidth: 170,
          cell: ({ reason }) => <code>{reason}</code>,
          isRowHeader: true,
        },
        {
          id: 'state',
          header: columns.state,
          minWidth: 160,
          cell: (row) => <State row={row} words={terms.states[row.state]} />,
        },
        { id: 'wipes', header: columns.wipes, minWidth: 80, cell: ({ wipes }) => wipes },
        {
          id: 'means',
          header: columns.means,
          minWidth: 240,
          cell: (row) => wordsOfEnd(row, health.reasons).means,
        },
        {
          id: 'todo',
          header: columns.todo,
          minWidth: 240,
          cell: (row) => wordsOfEnd(row, health.reasons).todo,
        },
      ]}
      empty={<Box textAlign="center">{none}</Box>}
    />
  );
}
