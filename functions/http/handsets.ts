/** Gathers what a line's page shows: each handset that can still be wiped, with its latest wipe. */
import { isWipeable, ownEnrolments } from '#domain/line/enrolment.ts';
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
  const handsets = await Promise.all(
    ownEnrolments(line).map(async (entry) => {
      const [enrolment, latest] = await Promise.all([
        enrolments.read(entry.enrolmentId),
        wipes.latest(entry.enrolmentId),
      ]);
      // An earlier owner's wipes are not this owner's to see.
      const own = latest?.account === line.account ? latest : undefined;
      const hasOpenWipe = own !== undefined && !hasEnded(own.state);
      const isOver = enrolment === undefined || enrolment.state === 'over';
      // A life that is over is shown only while its wipe still has something to say.
      const shown = isOver ? hasOpenWipe : isWipeable(entry, { now, hasOpenWipe });
      return enrolment && shown ? [handsetView(entry, enrolment, own)] : [];
    }),
  );
  return lineView(line, handsets.flat());
}
