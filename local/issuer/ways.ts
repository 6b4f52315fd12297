/** The ways in which the sample people sign in, and what tokens say of each: `acr`, and `amr` (RFC 8176). */

interface Way {
  /** Japanese and English, for the button. */
  readonly label: readonly [string, string];
  /** `1`: one factor, `2`: two; undefined where nobody gets in this way. */
  readonly acr: '1' | '2' | undefined;
  readonly amr: readonly string[];
}

export const WAYS = {
  password: { label: ['パスワードのみ', 'Password only'], acr: '1', amr: ['pwd'] },
  'second-factor': {
    label: ['パスワードと二段階認証', 'Password and second factor'],
    acr: '2',
    amr: ['pwd', 'otp', 'mfa'],
  },
  /** Unlocked by whoever it belongs to, so that it is two factors. */
  passkey: { label: ['パスキー', 'Passkey'], acr: '2', amr: ['hwk', 'user', 'mfa'] },
  'lost-phone': {
    label: ['認証端末は紛失した端末', 'The second factor is on the lost phone'],
    acr: undefined,
    amr: [],
  },
} as const satisfies Readonly<Record<string, Way>>;

export type SignInWay = keyof typeof WAYS;

export const isWay = (name: string): name is SignInWay => Object.hasOwn(WAYS, name);

/** Values of `acr_values` that a sign-in may reach. */
export const ACR_VALUES = ['1', '2'];
