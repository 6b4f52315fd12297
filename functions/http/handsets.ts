/** Gathers what a line's page shows: each handset that can still be wiped, with its latest wipe. */
import { wipeableEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Wipes } from '../store/wipes.ts';
import { handsetView, lineView } from './views.ts';

export interface LineSources {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'latest'>;
}

/** The line as its owner sees it at `now`. */
export async function showLine(line: Line, { enrolments, wipes }: LineSources, now: number) {
  const shown = wipeableEnrolments(line, now);
  const handsets = await Promise.all(
    shown.map(async (entry) => {
      const [enrolment, latest] = await Promise.all([
        enrolments.read(entry.enrolmentId),
        wipes.latest(entry.enrolmentId),
      ]);
      // An earlier owner's wipes are not this owner's to see.
      const own = latest?.account === line.account ? latest : undefined;
      return enrolment && isShown(enrolment.state, own?.state)
        ? [handsetView(entry, enrolment, own)]
        : [];
    }),
  );
  return lineView(line, handsets.flat());
}

/** A life that is over is shown only while its wipe still has something to say. */
function isShown(
  state: 'current' | 'replaced' | 'over',
  wipe: Parameters<typeof hasEnded>[0] | undefined,
): boolean {
  return state !== 'over' || (wipe !== undefined && !hasEnded(wipe));
}
