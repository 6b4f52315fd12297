/** Who people are to this service. A person's token names one role, and carries the scope of that role alone. */
export const ROLES = ['subscriber', 'shop', 'ops', 'approver'] as const;
export type Role = (typeof ROLES)[number];

/** What scopes begin with: the identifier of the resource server, as Amazon Cognito writes them. */
export const RESOURCE_SERVER = 'remote-wipe';

/** The scope that opens the routes of a role. */
export const scopeOf = (role: Role) => `${RESOURCE_SERVER}/${role}`;
