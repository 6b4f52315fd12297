/** Limits in their present windows: how much is used of each, and which are near their cap. */
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import { fullnessOf, type Limit, OWNER_OF, percentOf } from './rules.ts';

const SIGNS = { free: 'success', near: 'warning', full: 'error' } as const;

export interface GaugesProps {
  readonly limits: readonly Limit[];
  readonly title: string;
  readonly actions?: ReactNode;
}

export function Gauges({ limits, title, actions }: GaugesProps) {
  const { limits: words } = useTexts();
  const pressed = limits.filter((limit) => ['near', 'full'].includes(fullnessOf(limit) ?? ''));
  return (
    <Table<Limit>
      items={limits}
      trackBy={({ rule, window }) => `${rule} ${window}`}
      wrapLines
      ariaLabels={{ tableLabel: title }}
      header={
        <Header
          variant="h2"
          description={words.lead}
          actions={actions}
          info={
            pressed.length > 0 && (
              <StatusIndicator type="warning">{words.near(pressed.length)}</StatusIndicator>
            )
          }
        >
          {title}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'rule',
          header: words.columns.rule,
          minWidth: 180,
          cell: ({ rule }) => words.rules[rule],
          isRowHeader: true,
        },
        {
          id: 'window',
          header: words.columns.window,
          minWidth: 140,
          cell: ({ window, rule, endsAt }) => (
            <>
              {words.windows[window]}
              {OWNER_OF[rule] !== undefined || rule === 'total' ? (
                <Box variant="small" display="block">
                  {words.until.before}
                  <Time at={endsAt} />
                  {words.until.after}
                </Box>
              ) : null}
            </>
          ),
        },
        {
          id: 'used',
          header: words.columns.used,
          cell: (limit) => <Gauge limit={limit} />,
          minWidth: 260,
        },
        {
          id: 'standing',
          header: words.columns.standing,
          cell: (limit) => {
            const fullness = fullnessOf(limit);
            return fullness === undefined ? (
              '—'
            ) : (
              <StatusIndicator type={SIGNS[fullness]}>{words.fullness[fullness]}</StatusIndicator>
            );
          },
        },
      ]}
    />
  );
}

function Gauge({ limit }: { readonly limit: Limit }) {
  const { limits: words } = useTexts();
  const { rule, window, count, most, alone } = limit;
  const owner = OWNER_OF[rule];
  const note = alone !== undefined && (
    <Box variant="small" display="block">
      {words.alone(alone)}
    </Box>
  );
  if (count === undefined)
    return (
      <>
        {words.cap(most)}
        {note}
        <Box variant="small" display="block">
          {owner === undefined ? words.perLine : words.unnamed[owner]}
        </Box>
      </>
    );
  return (
    <>
      {words.used(count, most)}
      {note}
      <ProgressBar
        ariaLabel={words.gauge(words.rules[rule], words.windows[window])}
        value={percentOf(limit)}
      />
    </>
  );
}
