/** Gathers what a line's page shows: each handset that can still be wiped, with its latest wipe. */
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import { type Enrolment, isWipeable, ownEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { factsOf } from '../eligibility/facts.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Wipes } from '../store/wipes.ts';
import { applicantOf, type Person } from './person.ts';
import { handsetView, lineView } from './views.ts';

export interface LineSources {
  readonly enrolments: Pick<Enrolments, 'read'>;
  readonly wipes: Pick<Wipes, 'latest'>;
}

/** Through whose eyes a line is seen. */
export interface Seen {
  readonly applicant: Applicant;
  /** Which of the owner's wipes may be shown. */
  readonly maySee: (wipe: Wipe) => boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The owner sees all their wipes. */
export const seenByOwner = (person: Person, now: number): Seen => ({
  applicant: applicantOf(person),
  maySee: () => true,
  now,
});

/** The line as it is seen at `now`, with the handsets that are its present owner's. */
export async function showLine(
  line: Line,
  { enrolments, wipes }: LineSources,
  { applicant, maySee, now }: Seen,
) {
  const common = { line, applicant, now };
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
      const known = own && maySee(own) ? own : undefined;
      return { model, view: handsetView(entry, enrolment, { latest: known, eligibility }) };
    }),
  );
  const handsets = known.flatMap(({ view }) => view ?? []);
  if (handsets.length > 0) return lineView(line, { handsets });
  const lastModel = line.lastModel ?? known.find(({ model }) => model)?.model;
  return lineView(line, { eligibility: judge(undefined, lastModel) });
}
