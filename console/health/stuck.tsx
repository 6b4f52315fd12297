/** The wipes that have been due for long, longest first. */
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { Link } from 'wouter';
import { useTexts } from '../console.ts';
import { columnsIn } from '../wipes/columns.tsx';
import type { Row } from '../wipes/row.ts';
import { countText, type Health } from './figures.ts';

const SHOWN = ['wipeId', 'state', 'waitsFor', 'model', 'age', 'deadlineAt'];

export function Stuck({ stuck }: { readonly stuck: Health['stuck'] }) {
  const texts = useTexts();
  const { health, wipes } = texts;
  const columns = columnsIn(texts).filter(({ id }) => SHOWN.includes(id));
  return (
    <Table<Row>
      trackBy="wipeId"
      items={stuck.longest}
      ariaLabels={{ tableLabel: health.stuck.title }}
      header={
        <Header variant="h2" counter={`(${countText(stuck)})`} description={health.stuck.means}>
          {health.stuck.title}
        </Header>
      }
      columnDefinitions={columns.map(({ id, text, cell = text }) => ({
        id,
        header: wipes.columns[id],
        cell,
        isRowHeader: id === 'wipeId',
      }))}
      footer={
        stuck.wipes > stuck.longest.length && (
          <Box textAlign="center">
            <Link href="/wipes?stuck=true">{health.stuck.all}</Link>
          </Box>
        )
      }
      empty={<Box textAlign="center">{health.stuck.none}</Box>}
    />
  );
}
