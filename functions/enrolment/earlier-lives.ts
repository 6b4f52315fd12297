/** The earlier enrolments of the same hardware, and what a new one means for their wipes. */
import { certificatesInUse, type Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { decideEnrolment, type EnrolmentEffect, overtaken } from '#domain/wipe/decide-enrolment.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Certificates } from '../aws/certificates.ts';
import { untilFirst } from '../store/conflict.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Wipes } from '../store/wipes.ts';
import type { Callbacks } from '../workflow/execution.ts';
import type { Applicant } from './statement.ts';

/** Attestations tell the time of a reset in whole seconds. */
const RESOLUTION = SECOND;

interface Sources {
  readonly enrolments: Pick<Enrolments, 'read' | 'ofHandset' | 'end'>;
  readonly wipes: Pick<Wipes, 'latest' | 'save'>;
  readonly certificates: Pick<Certificates, 'revoke'>;
  readonly callbacks: Callbacks;
}

/** Earlier lives that are not over yet. The line knows its own consistently; the index knows those elsewhere. */
export async function earlierLives(
  { enrolments }: Pick<Sources, 'enrolments'>,
  line: Line,
  { handsetId, enrolmentId }: Applicant,
): Promise<Enrolment[]> {
  const here = line.enrolments.filter((entry) => entry.handsetId === handsetId);
  const elsewhere = await enrolments.ofHandset(handsetId);
  const ids = new Set([...here.map((entry) => entry.enrolmentId), ...elsewhere]);
  ids.delete(enrolmentId);
  const lives = await Promise.all([...ids].map((id) => enrolments.read(id)));
  return lives.flatMap((life) => (life && life.state !== 'over' ? [life] : []));
}

function effectOn(
  wipe: Wipe,
  life: Enrolment,
  { proofs }: Applicant,
  now: number,
): EnrolmentEffect {
  // An attested reset from before this life, or from before its command, says nothing about what that did.
  const since = wipe.commands[0]?.issuedAt ?? life.enrolledAt;
  const effects = proofs
    .filter(({ resetAt }) => resetAt === undefined || resetAt + RESOLUTION > since)
    .map(({ proof }) => decideEnrolment(wipe, { proof, now }));
  // A proof that fits moves the wipe on; one that does not is no reason to overlook another.
  return (
    effects.find((effect) => effect.kind === 'free' && effect.wipe) ??
    decideEnrolment(wipe, { proof: undefined, now })
  );
}

/** The open wipe that stands in the way of a new enrolment, where there is one. */
export async function openWipeOf(
  { wipes }: Pick<Sources, 'wipes'>,
  lives: readonly Enrolment[],
  applicant: Applicant,
  now: number,
): Promise<string | undefined> {
  for (const life of lives) {
    const wipe = await wipes.latest(life.enrolmentId);
    const effect = wipe && effectOn(wipe, life, applicant, now);
    if (effect?.kind === 'wipe-open') return effect.wipeId;
  }
  return undefined;
}

/** Moves the wipe of an earlier life on, where proof does, and lets the workflow that waits on it know. */
async function settle(
  { wipes, callbacks }: Sources,
  life: Enrolment,
  applicant: Applicant,
  now: number,
): Promise<void> {
  const settled = await untilFirst(async () => {
    const wipe = await wipes.latest(life.enrolmentId);
    const effect = wipe && effectOn(wipe, life, applicant, now);
    if (wipe === undefined || effect?.kind !== 'free') return undefined;
    if (effect.wipe) await wipes.save(wipe, effect.wipe);
    return effect.wipe ?? wipe;
  });
  // Also for a repetition: an earlier call may have died between the write and the callback.
  if (settled && !isSettled(settled)) await callbacks.answer(settled, 'moved-on');
}

/** The same for a life that is over, whatever was proven: nobody claims a wipe of it any more. */
async function settleOvertaken(
  { wipes, callbacks }: Sources,
  { enrolmentId }: Enrolment,
  now: number,
): Promise<void> {
  const settled = await untilFirst(async () => {
    const wipe = await wipes.latest(enrolmentId);
    if (wipe === undefined) return undefined;
    const refused = overtaken(wipe, now);
    if (refused === wipe) return undefined;
    await wipes.save(wipe, refused);
    return refused;
  });
  if (settled) await callbacks.answer(settled, 'moved-on');
}

/** Ends the earlier lives: proof moves their wipes on, their certificates are revoked. May run twice. */
export async function endLives(
  sources: Sources,
  lives: readonly Enrolment[],
  applicant: Applicant,
  now: number,
): Promise<void> {
  const { enrolments, certificates } = sources;
  for (const life of lives) {
    await settle(sources, life, applicant, now);
    for (const arn of certificatesInUse(life)) await certificates.revoke(arn);
    await enrolments.end(life.enrolmentId);
    // One may have been asked for since this call looked for open wipes; one asked for from now on finds the life over.
    await settleOvertaken(sources, life, now);
    // A renewal may have come between the reading of this life and its end; none can come after it.
    const ended = await enrolments.read(life.enrolmentId);
    const late = ended ? certificatesInUse(ended) : [];
    for (const arn of late)
      if (!certificatesInUse(life).includes(arn)) await certificates.revoke(arn);
  }
}
