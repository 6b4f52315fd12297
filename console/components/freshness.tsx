/** The way to ask at once, and beside it of when the answers are, where that is a while ago or asking again has failed. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { asOf } from '../api/as-of.ts';
import type { Answer } from '../api/use-answer.ts';
import { useConsole, useTexts } from '../console.ts';
import { clockBy, timeBy } from '../time.ts';
import { useNow } from '../use-now.ts';

/** How often it is looked how old the answers are, milliseconds. */
const LOOK = 1000;

export function Freshness({ answers }: { readonly answers: readonly Answer<unknown>[] }) {
  const { frame } = useTexts();
  const now = useNow(() => LOOK);
  const old = asOf(answers, now);
  const ask = () => {
    for (const { reload } of answers) reload();
  };
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      {old !== undefined && <AsOf at={new Date(old).toISOString()} />}
      <Button iconName="refresh" ariaLabel={frame.refresh} onClick={ask} />
    </SpaceBetween>
  );
}

/** A time of today: the day is in the title. */
function AsOf({ at }: { readonly at: string }) {
  const { texts, language, zone } = useConsole();
  const { before, after } = texts.frame.asOf;
  return (
    <Box color="text-body-secondary">
      {before}
      <time dateTime={at} title={timeBy(at, { zone, language })}>
        {clockBy(at, zone)}
      </time>
      {after}
    </Box>
  );
}
