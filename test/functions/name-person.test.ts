import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { ROLES } from '#functions/contract/roles.ts';
import { callerOf } from '#functions/http/person.ts';
import { handler } from '#functions/name-person.ts';

const Answer = z.looseObject({
  response: z.object({
    claimsAndScopeOverrideDetails: z.strictObject({
      accessTokenGeneration: z.strictObject({
        claimsToAddOrOverride: z.record(z.string(), z.string()),
        scopesToSuppress: z.array(z.string()),
      }),
    }),
  }),
});

/** The event as Amazon Cognito documents version 2 of the trigger. */
const trigger = (groups: readonly string[], attributes: Readonly<Record<string, string>> = {}) => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'ap-northeast-1',
  userPoolId: 'ap-northeast-1_example',
  userName: 'a-user',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'a-client' },
  request: {
    userAttributes: { sub: 'a-sub', 'custom:person': 'person-1', ...attributes },
    groupConfiguration: {
      groupsToOverride: groups,
      iamRolesToOverride: [],
      preferredRole: null,
    },
    scopes: ['openid', 'remote-wipe/subscriber', 'remote-wipe/ops'],
  },
  response: { claimsAndScopeOverrideDetails: null },
});
const named = async (groups: readonly string[], attributes?: Readonly<Record<string, string>>) => {
  const answer = Answer.parse(await handler(trigger(groups, attributes)));
  return answer.response.claimsAndScopeOverrideDetails.accessTokenGeneration;
};

describe('a person of the user pool', () => {
  const attributes = { 'custom:account': 'account-1', 'custom:shop': 'shop-1' };

  test.each(ROLES)(
    'in the group %s is of that role, by claims that this service takes',
    async (role) => {
      const { claimsToAddOrOverride: claims } = await named([role], attributes);

      expect(claims).toEqual({
        person: 'person-1',
        account: 'account-1',
        shop: 'shop-1',
        role,
        assurance: '2',
      });
      expect(callerOf({ ...claims, auth_time: '1' }, '2')).toMatchObject({ role, factors: 2 });
    },
  );

  test.each(ROLES)('in the group %s keeps the scope of no other role', async (role) => {
    const { scopesToSuppress } = await named([role], attributes);

    expect(scopesToSuppress).toHaveLength(3);
    expect(scopesToSuppress).not.toContain(`remote-wipe/${role}`);
  });

  test('may be in groups of others besides', async () => {
    expect((await named(['staff', 'ops'])).claimsToAddOrOverride).toEqual({
      person: 'person-1',
      role: 'ops',
      assurance: '2',
    });
  });

  test.each([[[]], [['staff']], [['ops', 'approver']], [['subscriber', 'shop']]])(
    'in the groups %j gets no token',
    async (groups) => {
      await expect(handler(trigger(groups))).rejects.toThrow('exactly one group');
    },
  );

  test('whom nobody named gets no token', async () => {
    await expect(handler(trigger(['ops'], { 'custom:person': '' }))).rejects.toThrow();
  });

  test('is answered with the event that came', async () => {
    const event = trigger(['ops']);

    expect(await handler(event)).toMatchObject({
      version: '2',
      userName: 'a-user',
      request: event.request,
    });
  });
});
