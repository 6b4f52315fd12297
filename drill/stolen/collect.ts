/** Collects the evidence of a drill with a stolen sign-in once it has come to rest. */
import * as z from 'zod';
import { OPERATIONS } from '#demo/system.ts';
import type { AwsView } from '../crash/aws-view.ts';
import type { SystemUnderDrill } from '../crash/system.ts';
import type { Fleet } from '../fleet.ts';
import { Person } from '../person.ts';
import { cloudLog, functionLogs, mailsIn, wipesAmong } from '../seen.ts';
import { CRIME, type CrimeName } from './crimes.ts';
import { type Asked, LimitShown, StandingShown, type StolenEvidence } from './evidence.ts';

const OPERATOR = 'operator';
const LimitsShown = z.object({ limits: z.array(z.looseObject({ rule: z.string() })) });

const CHECKED: readonly string[] = LimitShown.shape.rule.options;
const isChecked = (rule: string) => CHECKED.includes(rule);

/** The limits in force, of those that are checked. */
export async function limitsOf(system: SystemUnderDrill): Promise<LimitShown[]> {
  const { body } = await new Person(system, OPERATOR).get('/v1/ops/limits');
  const { limits } = LimitsShown.parse(body);
  // Others only ask for a second person, or are not of wipes that reach handsets.
  return limits.filter(({ rule }) => isChecked(rule)).map((limit) => LimitShown.parse(limit));
}

export interface Scene {
  readonly system: SystemUnderDrill;
  readonly view: AwsView;
  readonly fleets: readonly Fleet[];
  readonly limits: readonly LimitShown[];
}

export async function collect(
  { system, view, fleets, limits }: Scene,
  crime: CrimeName,
  asked: readonly Asked[],
): Promise<StolenEvidence> {
  for (const fleet of fleets) await fleet.look();
  const operator = new Person(system, OPERATOR);
  const standings: StandingShown[] = [];
  for (const { role, person } of CRIME[crime].thieves) {
    if (role !== 'shop') continue;
    const { body } = await operator.get(`/v1/ops/clerks/${person}`);
    const shown = StandingShown.safeParse(body);
    // Nothing was ever decided about this clerk.
    if (shown.success) standings.push(shown.data);
  }
  return {
    ...{ crime, limits, asked, standings },
    businessAccounts: CRIME[crime].thieves.flatMap((thief) =>
      thief.role === 'subscriber' ? [thief.account] : [],
    ),
    ...wipesAmong(await view.items('WipesTable')),
    lives: fleets.flatMap(({ lives }) => lives),
    events: fleets.flatMap(({ events }) => events),
    crashes: fleets.filter(({ hasCrashed }) => hasCrashed).length,
    alarms: await mailsIn(system.at.inbox, { to: OPERATIONS }),
    log: await cloudLog(system.logFile),
    ...(await functionLogs(system.options.folder)),
    deadLetters: await view.deadLetters(),
  };
}
