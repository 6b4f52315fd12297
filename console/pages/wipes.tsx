/** The wipes of all lines: sifted, page by page, kept up to date, and as a file. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { download } from '#browser/download.ts';
import { type Answer, useLive } from '../api/use-answer.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { Freshness } from '../components/freshness.tsx';
import { useConsole, useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';
import { BulkActs } from '../wipes/bulk-acts.tsx';
import { BulkNote, type BulkResult } from '../wipes/bulk-result.tsx';
import { columnsIn } from '../wipes/columns.tsx';
import { csvOf } from '../wipes/csv.ts';
import { WipeFilter } from '../wipes/filter.tsx';
import { findWipes } from '../wipes/find.ts';
import type { Row } from '../wipes/row.ts';
import { queryOf, tokensOf } from '../wipes/search.ts';
import { ViewMenu } from '../wipes/view-menu.tsx';

interface Found {
  readonly wipes: readonly Row[];
  readonly next?: string | undefined;
}

export function WipesPage() {
  const { service } = useConsole();
  const [address, setAddress] = useSearchParams();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [result, setResult] = useState<BulkResult>();

  const after = address.get('after');
  const search = useMemo(() => tokensOf(new URLSearchParams(address.toString())), [address]);
  const query = queryOf(search);
  const named = query.toString();
  if (after !== null) query.set('after', after);
  const answer = useLive((etag) => findWipes(service, query, etag), query.toString());

  const goTo = (changed: URLSearchParams) => {
    setChosen([]);
    setAddress(changed);
  };
  return (
    <SpaceBetween size="m">
      {result && <BulkNote result={result} onDismiss={() => setResult(undefined)} />}
      {answer.failure && <FailureAlert failure={answer.failure} onRetry={answer.reload} />}
      <WipesTable
        answer={answer}
        chosen={chosen}
        onChoose={setChosen}
        filter={<WipeFilter tokens={search} onSift={(tokens) => goTo(queryOf(tokens))} />}
        views={<ViewMenu query={named} onShow={(view) => goTo(new URLSearchParams(view))} />}
        acts={
          <BulkActs
            rows={answer.value?.wipes}
            chosen={chosen}
            onSent={(sent) => {
              setResult(sent);
              setChosen(sent.left);
              answer.reload();
            }}
          />
        }
        paging={
          <Paging
            isFirst={after === null}
            next={answer.value?.next}
            onNewest={() => goTo(queryOf(search))}
            onOlder={(next) => {
              const older = queryOf(search);
              older.set('after', next);
              goTo(older);
            }}
          />
        }
      />
    </SpaceBetween>
  );
}

interface WipesTableProps {
  readonly answer: Answer<Found>;
  readonly chosen: readonly string[];
  readonly onChoose: (wipeIds: readonly string[]) => void;
  readonly filter: ReactNode;
  readonly views: ReactNode;
  readonly acts: ReactNode;
  readonly paging: ReactNode;
}

function WipesTable({ answer, chosen, onChoose, filter, views, acts, paging }: WipesTableProps) {
  const texts = useTexts();
  const { wipes, frame } = texts;
  const { wipes: rows = [], next } = answer.value ?? {};
  // Where nothing could be asked, nobody knows that there are none.
  const isKnown = answer.value !== undefined;
  return (
    <Table<Row>
      variant="full-page"
      stickyHeader
      trackBy="wipeId"
      items={rows}
      loading={!isKnown && answer.failure === undefined}
      loadingText={frame.loading}
      columnDefinitions={columnsIn(texts).map(({ id, text, cell = text }) => ({
        id,
        header: wipes.columns[id],
        cell,
        isRowHeader: id === 'wipeId',
      }))}
      selectionType="multi"
      selectedItems={rows.filter(({ wipeId }) => chosen.includes(wipeId))}
      onSelectionChange={({ detail }) => onChoose(detail.selectedItems.map((row) => row.wipeId))}
      ariaLabels={{
        tableLabel: wipes.title,
        selectionGroupLabel: wipes.choose,
        allItemsSelectionLabel: () => wipes.chooseAll,
        itemSelectionLabel: (_, { wipeId }) => wipes.chooseOne(wipeId),
      }}
      header={
        <Header
          variant="awsui-h1-sticky"
          counter={!isKnown ? '' : `(${rows.length}${next === undefined ? '' : '+'})`}
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              {views}
              {acts}
              <Freshness answers={[answer]} />
              <Button iconName="download" onClick={() => saveRows(rows, texts)}>
                {wipes.csv}
              </Button>
            </SpaceBetween>
          }
        >
          {wipes.title}
        </Header>
      }
      filter={filter}
      pagination={paging}
      empty={
        isKnown && <Box textAlign="center">{next === undefined ? wipes.none : wipes.noneHere}</Box>
      }
    />
  );
}

interface PagingProps {
  readonly isFirst: boolean;
  readonly next: string | undefined;
  readonly onNewest: () => void;
  readonly onOlder: (next: string) => void;
}

/** Pages have no numbers: while one reads, newer wipes come in. The browser's own way back leads to the page before. */
function Paging({ isFirst, next, onNewest, onOlder }: PagingProps) {
  const { wipes } = useTexts();
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button disabled={isFirst} iconName="angle-left-double" onClick={onNewest}>
        {wipes.newest}
      </Button>
      <Button
        disabled={next === undefined}
        iconName="angle-right"
        iconAlign="right"
        onClick={() => next !== undefined && onOlder(next)}
      >
        {wipes.older}
      </Button>
    </SpaceBetween>
  );
}

/** What is on the page, as a file. */
function saveRows(rows: readonly Row[], texts: Texts): void {
  const columns = columnsIn(texts);
  const text = csvOf(
    columns.map(({ id }) => texts.wipes.columns[id]),
    rows.map((row) => columns.map((column) => column.text(row))),
  );
  // With the mark by which a spreadsheet knows that it is UTF-8.
  download(`\ufeff${text}`, { name: 'wipes.csv', type: 'text/csv' });
}
