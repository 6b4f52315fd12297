/** The wipes of all lines: sifted, page by page, kept up to date, and as a file. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import PropertyFilter, {
  type PropertyFilterProps,
} from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { useLive } from '../api/use-answer.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { useConsole } from '../console.ts';
import { saveFile } from '../save-file.ts';
import type { Texts } from '../texts/texts.ts';
import { columnsIn, type Row } from '../wipes/columns.tsx';
import { csvOf } from '../wipes/csv.ts';
import { PLAIN, queryOf, REQUESTED_AT, tokensOf } from '../wipes/search.ts';

/** Rows of a page. */
const PAGE = 50;

export function WipesPage() {
  const { service, texts } = useConsole();
  const { wipes } = texts;
  const [address, setAddress] = useSearchParams();
  /** Where the earlier pages begin and where this one does; the first begins at the newest. */
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const question = address.toString();
  const tokens = useMemo(() => tokensOf(new URLSearchParams(question)), [question]);

  const query = queryOf(tokens);
  query.set('limit', String(PAGE));
  const after = cursors.at(-1);
  if (after !== undefined) query.set('after', after);
  const answer = useLive((etag) => service.wipes(query, etag), query.toString());
  const { wipes: rows = [], next } = answer.value ?? {};

  const columns = columnsIn(texts);
  const sift = (changed: readonly PropertyFilterProps.Token[]) => {
    setCursors([]);
    setAddress(queryOf(changed));
  };
  return (
    <SpaceBetween size="m">
      {answer.failure && <FailureAlert failure={answer.failure} onRetry={answer.reload} />}
      <Table<Row>
        variant="full-page"
        stickyHeader
        trackBy="wipeId"
        items={rows}
        loading={answer.value === undefined && answer.failure === undefined}
        loadingText={texts.common.loading}
        columnDefinitions={columns.map(({ id, text, cell = text }) => ({
          id,
          header: wipes.columns[id],
          cell,
          isRowHeader: id === 'wipeId',
        }))}
        ariaLabels={{ tableLabel: wipes.title }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${rows.length}${next === undefined ? '' : '+'})`}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button
                  iconName="refresh"
                  ariaLabel={texts.common.refresh}
                  onClick={answer.reload}
                />
                <Button iconName="download" onClick={() => download(rows, texts)}>
                  {wipes.csv}
                </Button>
              </SpaceBetween>
            }
          >
            {wipes.title}
          </Header>
        }
        filter={
          <PropertyFilter
            hideOperations
            query={{ operation: 'and', tokens: [], tokenGroups: [...tokens] }}
            onChange={({ detail: { tokenGroups = [], tokens: flat } }) =>
              sift([...flat, ...tokenGroups].filter((token) => 'value' in token))
            }
            filteringProperties={propertiesIn(texts)}
            filteringOptions={optionsIn(texts)}
            filteringPlaceholder={wipes.filter}
            filteringAriaLabel={wipes.filter}
          />
        }
        pagination={
          <SpaceBetween size="xs" direction="horizontal">
            <Button
              disabled={cursors.length === 0}
              iconName="angle-left"
              onClick={() => setCursors(cursors.slice(0, -1))}
            >
              {wipes.newer}
            </Button>
            <Button
              disabled={next === undefined}
              iconName="angle-right"
              iconAlign="right"
              onClick={() => next !== undefined && setCursors([...cursors, next])}
            >
              {wipes.older}
            </Button>
          </SpaceBetween>
        }
        empty={<Box textAlign="center">{next === undefined ? wipes.none : wipes.noneHere}</Box>}
      />
    </SpaceBetween>
  );
}

function propertiesIn({ wipes }: Texts): PropertyFilterProps.FilteringProperty[] {
  const named = (key: keyof Texts['wipes']['properties']) => ({
    key,
    propertyLabel: wipes.properties[key],
    groupValuesLabel: wipes.properties[key],
  });
  return [
    { ...named('state'), operators: [{ operator: '=', tokenType: 'enum' }] },
    ...PLAIN.map((key) => ({ ...named(key), operators: ['='] as const })),
    { ...named(REQUESTED_AT), operators: ['>=', '<='] },
  ];
}

const optionsIn = ({ common, wipes }: Texts): PropertyFilterProps.FilteringOption[] => [
  ...STATE_NAMES.map((value) => ({ propertyKey: 'state', value, label: common.states[value] })),
  { propertyKey: 'channel', value: 'web', label: common.channels.web },
  { propertyKey: 'channel', value: 'shop', label: common.channels.shop },
  { propertyKey: 'stuck', value: 'true', label: wipes.stuck },
];

/** What is on the page, as a file. */
function download(rows: readonly Row[], texts: Texts): void {
  const columns = columnsIn(texts);
  const text = csvOf(
    columns.map(({ id }) => texts.wipes.columns[id]),
    rows.map((row) => columns.map((column) => column.text(row))),
  );
  // With the mark by which a spreadsheet knows that it is UTF-8.
  saveFile('wipes.csv', 'text/csv', ['\ufeff', text]);
}
