/** Who people are to this service. A person's token names one role, and carries the scope of that role alone. */
export const ROLES = ['subscriber', 'shop', 'ops', 'approver'] as const;
export type Role = (typeof ROLES)[number];

/** Who see other people's wipes wherever they were asked for: nothing is answered to them without two factors. */
export const TWO_FACTOR_ROLES: readonly Role[] = ['ops', 'approver'];

/** What scopes begin with: the identifier of the resource server, as Amazon Cognito writes them. */
export const RESOURCE_SERVER = 'remote-wipe';

/** The scope that opens the routes of a role. */
export const scopeOf = (role: Role) => `${RESOURCE_SERVER}/${role}`;

/** Whose people each site of pages is for. Its client at the issuer gets no scope of anybody else. */
export const SITE_ROLES = {
  portal: ['subscriber', 'shop', 'approver'],
  console: ['ops', 'approver'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Site = keyof typeof SITE_ROLES;

/** All that the client of a site may ask for, and does. */
export const scopesOfSite = (site: Site): readonly string[] => [
  'openid',
  ...SITE_ROLES[site].map(scopeOf),
];
