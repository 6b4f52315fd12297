/** Gathers what a line's page shows: each handset that can still be wiped, with its latest wipe. */
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import { type Enrolment, isWipeable, ownEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { factsOf } from '../eligibility/facts.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Wipes } from '../store/wipes.ts';
import { applicantOf, type Person } from './person.ts';
import { handsetView, lineView } from './views.ts';

export interface LineSources {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'latest'>;
}

/** The line as the person, who owns it, sees it at `now`. */
export async function showLine(
  line: Line,
  { enrolments, wipes }: LineSources,
  { person, now }: { person: Person; now: number },
) {
  const common = { line, applicant: applicantOf(person), now };
  const judge = (enrolment: Enrolment | undefined, lastModel?: string) =>
    judgeEligibility(factsOf({ ...common, enrolment, lastModel }));
  const known = await Promise.all(
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
      if (enrolment === undefined || !shown) return { model: enrolment?.model };
      const eligibility = judge(enrolment);
      const { model } = enrolment;
      return { model, view: handsetView(entry, enrolment, { latest: own, eligibility }) };
    }),
  );
  const handsets = known.flatMap(({ view }) => view ?? []);
  if (handsets.length > 0) return lineView(line, { handsets });
  const lastModel = line.lastModel ?? known.find(({ model }) => model)?.model;
  return lineView(line, { eligibility: judge(undefined, lastModel) });
}
