/** Settings of a deployment as the CDK takes them: `name=value` each. */

/** @throws Error with one line for the person. */
export function contextOf(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
      if (name === undefined || value === undefined)
        throw new Error(`-c takes name=value, not ${setting}`);
      return [name, value];
    }),
  );
}

/** Lets a crowd of handsets of one account be wiped side by side, and again and again, which the governor is there to keep back. */
export const NO_LIMITS = {
  clerkSearchesPerHour: '100000',
  lineWipesPerDayAlone: '100',
  accountWipesPerDay: '100000',
  businessWipesPerHour: '100000',
  wipesPer5Minutes: '100000',
  wipesPerHour: '100000',
  wipesPerDay: '100000',
} as const;
