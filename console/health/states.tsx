/** How many wipes are in which state. */
import BarChart from '@cloudscape-design/components/bar-chart';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useTexts } from '../console.ts';
import { countsOf, type Health, restsOn } from './figures.ts';

/** Pixels. */
const HEIGHT = 360;
/** Wipes that the axis reaches to at least: below that its marks would be fractions of a wipe. */
const FEWEST = 10;

export function States({ shown }: { readonly shown: Pick<Health, 'states' | 'sample'> }) {
  const { terms, health } = useTexts();
  const { title, columns } = health.states;
  const counts = countsOf(shown.states);
  const most = Math.max(FEWEST, ...counts.map(({ wipes }) => wipes));
  return (
    <Container
      header={
        <Header variant="h2" description={restsOn(shown.sample, health.restsOn)}>
          {title}
        </Header>
      }
    >
      <Grid
        gridDefinition={[{ colspan: { default: 12, xs: 8 } }, { colspan: { default: 12, xs: 4 } }]}
      >
        <BarChart
          ariaLabel={title}
          ariaDescription={health.tableBeside}
          horizontalBars
          hideFilter
          hideLegend
          height={HEIGHT}
          xScaleType="categorical"
          xTitle={columns.state}
          yTitle={columns.wipes}
          yDomain={[0, most]}
          yTickFormatter={(value) => (Number.isInteger(value) ? String(value) : '')}
          series={[
            {
              type: 'bar',
              title: columns.wipes,
              data: counts.map(({ state, wipes }) => ({ x: terms.states[state], y: wipes })),
            },
          ]}
        />
        <Table
          variant="embedded"
          contentDensity="compact"
          trackBy="state"
          items={counts}
          ariaLabels={{ tableLabel: title }}
          columnDefinitions={[
            {
              id: 'state',
              header: columns.state,
              cell: ({ state }) => terms.states[state],
              isRowHeader: true,
            },
            { id: 'wipes', header: columns.wipes, cell: ({ wipes }) => wipes },
          ]}
        />
      </Grid>
    </Container>
  );
}
