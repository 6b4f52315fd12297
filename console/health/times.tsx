/** How long it takes until a handset has its command, and until it is erased. */
import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useTexts } from '../console.ts';
import { type Health, isSlowest, lengthOf, restsOn, type Spread, timesOf } from './figures.ts';

/** Pixels. */
const HEIGHT = 200;

const TIMES = ['timeToClaim', 'timeToErase'] as const;
export type TimeName = (typeof TIMES)[number];

export function TimesTaken({ shown }: { readonly shown: Pick<Health, TimeName | 'sample'> }) {
  const { health } = useTexts();
  const { title, names, columns, claims } = health.times;
  const { sample, timeToClaim } = shown;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            <>
              {restsOn(sample, health.restsOn)}
              {timeToClaim.of > 0 && <br />}
              {timeToClaim.of > 0 && claims(timeToClaim.of)}
            </>
          }
        >
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Grid gridDefinition={TIMES.map(() => ({ colspan: { default: 12, xs: 6 } }))}>
          {TIMES.map((name) => (
            <TimeChart key={name} title={names[name]} spread={shown[name]} />
          ))}
        </Grid>
        <Table
          variant="embedded"
          contentDensity="compact"
          trackBy="name"
          wrapLines
          items={TIMES.map((name) => ({ name, ...shown[name] }))}
          ariaLabels={{ tableLabel: title }}
          columnDefinitions={[
            {
              id: 'name',
              header: columns.name,
              cell: ({ name }) => names[name],
              isRowHeader: true,
            },
            { id: 'p50', header: columns.p50, cell: (row) => <Length seconds={row.p50Seconds} /> },
            { id: 'p99', header: columns.p99, cell: (row) => <Slow spread={row} /> },
            { id: 'of', header: columns.of, cell: (row) => row.of },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function Length({ seconds }: { readonly seconds: number | undefined }) {
  const { terms, health } = useTexts();
  if (seconds === undefined) return '—';
  return health.length(lengthOf(seconds).map(([count, unit]) => terms.units[unit](count)));
}

/** The 99th percentile, called what it is where it rests on few. */
function Slow({ spread }: { readonly spread: Spread }) {
  const { slowest } = useTexts().health.times;
  const { p99Seconds } = spread;
  return (
    <>
      <Length seconds={p99Seconds} />
      {p99Seconds !== undefined && isSlowest('p99', spread) && ` (${slowest.toLowerCase()})`}
    </>
  );
}

function TimeChart({ title, spread }: { readonly title: string; readonly spread: Spread }) {
  const { health } = useTexts();
  const { columns, axis, slowest } = health.times;
  const { unit, bars } = timesOf(spread);
  const longest = Math.max(0, ...bars.map(({ value }) => value));
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <BarChart
        ariaLabel={title}
        ariaDescription={health.tableBelow}
        hideFilter
        hideLegend
        height={HEIGHT}
        xScaleType="categorical"
        yTitle={axis[unit]}
        yDomain={[0, longest > 0 ? longest : 1]}
        empty={health.times.none}
        series={
          bars.length === 0
            ? []
            : [
                {
                  type: 'bar',
                  title,
                  valueFormatter: (value) => String(Math.round(value * 10) / 10),
                  data: bars.map(({ percentile, value }) => ({
                    x: isSlowest(percentile, spread) ? slowest : columns[percentile],
                    y: value,
                  })),
                },
              ]
        }
      />
    </div>
  );
}
