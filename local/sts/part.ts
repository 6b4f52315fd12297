/** The STS part: says who calls. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
import * as z from 'zod';
import { answerQuery, queryOperationsWith } from '../aws/query-operations.ts';
import { element } from '../endpoint/xml.ts';
import type { Caller } from '../iam/caller.ts';
import { SESSION_NAME, userIdOf } from '../iam/unique-id.ts';
import type { CloudContext, Part } from '../part.ts';

const queryOperation = queryOperationsWith('ValidationError');

/** Roles are assumed by the cloud itself for the functions of the template: AssumeRole is not hosted. */
export function createSts({ account }: Pick<CloudContext, 'account'>): Part {
  const operations = {
    // Needs no permission, and no policy can deny it.
    GetCallerIdentity: queryOperation(z.strictObject({}), (_, { caller }) => {
      const identity = element('Arn', arnOf(caller, account));
      return identity + element('UserId', userIdOf(caller)) + element('Account', account);
    }),
  };
  return {
    name: 'sts',
    signingNames: ['sts'],
    resources: [],
    handle: (call) => answerQuery(operations, call),
  };
}

/** A session's ARN has its role's name without the path (reference_identifiers.html#identifiers-arns). */
function arnOf(caller: Caller, account: string): string {
  if (caller.kind === 'administrator') return caller.arn;
  const name = caller.kind === 'role' ? caller.name : caller.principal;
  return `arn:aws:sts::${account}:assumed-role/${name}/${SESSION_NAME}`;
}
