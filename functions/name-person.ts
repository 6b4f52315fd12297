/**
 * Before Amazon Cognito makes tokens: adds who the person is to the access token, and takes the scopes of other roles
 * away. Trigger version 2, https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
import * as z from 'zod/mini';
import { ROLES, type Role, scopeOf } from './contract/roles.ts';

const text = z.string().check(z.minLength(1), z.maxLength(128));

const Trigger = z.object({
  request: z.object({
    userAttributes: z.object({
      /** Set by whoever runs the pool; a person cannot. */
      'custom:person': text,
      'custom:account': z.optional(text),
      'custom:shop': z.optional(text),
    }),
    groupConfiguration: z.object({ groupsToOverride: z.array(z.string()) }),
  }),
});

/** Somebody in no group of ours, or in several, gets no token at all. */
export class NoRole extends Error {
  constructor() {
    super('the person is not in exactly one group');
    this.name = 'NoRole';
  }
}

/** Answers the event with what the access token is to say. @throws NoRole, and then nobody is signed in. */
export const handler = async (event: object): Promise<object> => {
  const { userAttributes, groupConfiguration } = Trigger.parse(event).request;
  const [role, ...more] = ROLES.filter((each) =>
    groupConfiguration.groupsToOverride.includes(each),
  );
  if (role === undefined || more.length > 0) throw new NoRole();
  const { 'custom:account': account, 'custom:shop': shop } = userAttributes;
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: {
            person: userAttributes['custom:person'],
            role,
            ...(account !== undefined && { account }),
            ...(shop !== undefined && { shop }),
            // The pool lets nobody in with less than two factors.
            assurance: '2',
          },
          scopesToSuppress: scopesOfOthers(role),
        },
      },
    },
  };
};

const scopesOfOthers = (role: Role) => ROLES.filter((other) => other !== role).map(scopeOf);
