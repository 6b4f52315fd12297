/** The limits of a run: the usual ones, or, for a run too small to meet them, smaller ones. */
import type { DrillOptions } from '../options.ts';
import type { CrimeName } from './crimes.ts';

/** What a deployment has by itself. */
const USUAL_TOTAL = 50;
const USUAL_SHOP = 60;
/** How many windows the others are to fill, and how many times too much the thieves are to ask for. */
const WINDOWS = 4;
const EXCESS = 4;

/** Settings of the deployment, by name; none where the run is large enough as it is. */
export function limitsFor(
  crime: CrimeName,
  { requests, honest }: Pick<DrillOptions, 'requests' | 'honest'>,
): Record<string, string> {
  const total = Math.ceil(honest / WINDOWS);
  const shop = Math.ceil(requests / EXCESS);
  return {
    ...(total < USUAL_TOTAL && { wipesPer5Minutes: String(total) }),
    ...(crime === 'stolen-shop' && shop < USUAL_SHOP && { shopWipesPerDay: String(shop) }),
  };
}
