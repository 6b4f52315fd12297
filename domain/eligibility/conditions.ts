/** The dates and closed lists in the service's public conditions, as data (R51). Days and months are Japan time. */

/** When a condition holds: from this day on. */
export interface Validity {
  readonly from: string;
}

/** Whether a condition holds on a day. */
export function holds({ from }: Validity, day: string): boolean {
  return from <= day;
}

/** Plan ahamo has the service from here on (R41). */
export const AHAMO_SERVICE: Validity = { from: '2023-04-19' };

/** These lose functions without their latest software (R43, R44). */
export const UPDATE_NEEDED: Validity & { readonly models: readonly string[] } = {
  from: '2019-01-01',
  models: ['SC-01H', 'SC-02H', 'SC-02J', 'SC-03J', 'SC-04J'],
};

/** These cannot be wiped while only their eSIM is in use (R25); the list is closed (A3). */
export const NO_ESIM_ONLY: readonly string[] = ['SO-51D', 'SO-53D', 'SH-51D', 'SH-52D', 'SH-54D'];

/** Kids keitai: one is covered, and none of those that were sold before it (R32, R33, A19). */
export const KIDS = {
  covered: 'KY-41C',
  /** Its month of first sale: earlier ones were sold before it. */
  coveredSince: '2023-02',
  /** Named as not covered. */
  excluded: 'SH-03M',
} as const;

/** Every model that a condition names. */
export const NAMED_MODELS: readonly string[] = [
  ...NO_ESIM_ONLY,
  ...UPDATE_NEEDED.models,
  KIDS.covered,
  KIDS.excluded,
];

/** Models first sold up to this month, that month included, need a setting before they are lost (R13, R14). */
export const PRESET_UP_TO = '2017-04';

/** Where an old OS is in the way (A26): by its version, or by the month of first sale where that is all there is. */
export const SHA2_LEGACY = { android: [4, 3], releasedUpTo: '2013-12' } as const;
