/** Carries out the plan of kills: those of the system one after the other, those of crews beside them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from './load.ts';
import type { CrewKill, KillPlan, SystemKill } from './plan.ts';

/** Told after each kill, with how many there were. */
export type Tell = (what: string) => void;

export async function killAll(site: Site, plan: KillPlan, tell: Tell): Promise<void> {
  await Promise.all([killSystem(site, plan.system, tell), killCrews(site, plan.crews, tell)]);
}

async function killSystem({ system }: Site, kills: readonly SystemKill[], tell: Tell) {
  for (const { after, starting } of kills) {
    await pause(after * system.slowness);
    await system.kill();
    tell('the system');
    for (const moment of starting) {
      await system.startAndKill(moment);
      tell('the system as it started');
    }
    await system.start();
  }
}

async function killCrews({ crews, system }: Site, kills: readonly CrewKill[], tell: Tell) {
  for (const { after, crew: index, atStep, down } of kills) {
    const crew = crews[index];
    if (crew === undefined) throw new Error(`there is no crew ${index}`);
    await pause(after * system.slowness);
    await crew.kill(atStep);
    tell(atStep === undefined ? `crew ${index + 1}` : `crew ${index + 1} after ${atStep}`);
    await pause(down);
    crew.start();
  }
}
