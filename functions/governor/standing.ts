/** Lets nobody on whom the governor has suspended as a clerk, and sees to it that operations hear of a suspension. */
import { MINUTE } from '#domain/wipe/settings.ts';
import { ProblemError } from '../http/problem.ts';
import { log } from '../log.ts';
import { type Announcements, alertOperations } from '../messages/announcement.ts';
import type { StandingStore } from '../store/standing.ts';

export interface StandingSources {
  readonly standing: Pick<StandingStore, 'of'>;
}

/**
 * People are told apart by `person`: who is suspended at one counter does nothing at another, or as an approver.
 * @throws ProblemError `clerk-suspended`
 */
export async function requireGoodStanding(
  { standing }: StandingSources,
  person: string,
): Promise<void> {
  if ((await standing.of(person)).suspended) throw refused(person);
}

export interface SuspensionSources {
  readonly standing: Pick<StandingStore, 'of' | 'suspend' | 'noteTold'>;
  readonly announcements: Announcements;
}

/** How long telling operations may be under way before it is taken for lost. */
const TELL_GRACE = MINUTE;

/**
 * The same where somebody asks for a wipe: a suspension that operations may not have heard of is announced again.
 * `at` in epoch milliseconds.
 * @throws ProblemError `clerk-suspended`
 */
export async function requireGoodClerk(
  sources: SuspensionSources,
  person: string,
  at: number,
): Promise<void> {
  const { suspended, untoldSince } = await sources.standing.of(person);
  if (!suspended) return;
  if (untoldSince !== undefined && at >= untoldSince + TELL_GRACE)
    await tellOperations(sources, person, at);
  throw refused(person);
}

/**
 * Suspends a clerk who asked for more than `most` in the hour. The line of the log comes first, and its alarm with it:
 * whoever dies after the suspension is written would leave one that nobody hears of.
 */
export async function suspendClerk(
  sources: SuspensionSources,
  person: string,
  { at, most }: { at: number; most: number },
): Promise<ProblemError> {
  log({ code: 'clerk-suspended', person, most });
  const isNew = await sources.standing.suspend(person, at, `more than ${most} wipes in an hour`);
  if (isNew) await tellOperations(sources, person, at);
  return new ProblemError('clerk-suspended');
}

async function tellOperations(
  { standing, announcements }: SuspensionSources,
  person: string,
  at: number,
): Promise<void> {
  const alert = { event: 'clerk-suspended', id: person } as const;
  if (await alertOperations(announcements, alert)) await standing.noteTold(person, at);
}

/** Not the code of the alarm: that would ring as long as somebody goes on trying. */
function refused(person: string): ProblemError {
  log({ code: 'suspended-clerk-refused', person });
  return new ProblemError('clerk-suspended');
}
