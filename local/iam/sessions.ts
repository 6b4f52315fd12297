/** Hands out one session per role and knows whose access key a call carries. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';
import type { Credentials, KeyOwner, SessionCredentials } from './credentials.ts';

/** Access key and secret of the developer's administrator, for the AWS CLI. */
export const ADMINISTRATOR_KEY = 'local';

/** Makes the keys of one run of the cloud; they die with it. */
export function createCredentials(account: string): Credentials {
  const sessions = new Map<string, SessionCredentials>();
  const owners = new Map<string, KeyOwner & { sessionToken: string | undefined }>();
  owners.set(ADMINISTRATOR_KEY, {
    caller: { kind: 'administrator', arn: `arn:aws:iam::${account}:user/local` },
    secretAccessKey: ADMINISTRATOR_KEY,
    sessionToken: undefined,
  });

  return {
    forRole(roleArn) {
      const known = sessions.get(roleArn);
      if (known !== undefined) return known;
      const session = {
        accessKeyId: `ASIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(48).toString('base64'),
      };
      sessions.set(roleArn, session);
      owners.set(session.accessKeyId, {
        caller: roleCaller(roleArn),
        secretAccessKey: session.secretAccessKey,
        sessionToken: session.sessionToken,
      });
      return session;
    },
    identify(accessKeyId, sessionToken) {
      const owner = owners.get(accessKeyId);
      if (owner === undefined || !sameText(owner.sessionToken ?? '', sessionToken ?? ''))
        return undefined;
      return owner;
    },
  };
}

/** The caller that a session of this role is. */
export function roleCaller(roleArn: string): Caller & { kind: 'role' } {
  return { kind: 'role', arn: roleArn, name: roleArn.split('/').at(-1) ?? roleArn };
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
