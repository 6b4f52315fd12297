/** The STS part: says who calls. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
import * as z from 'zod';
import { answerQuery, queryOperationsWith } from '../aws/query-operations.ts';
import { element } from '../endpoint/xml.ts';
import type { Caller } from '../iam/caller.ts';
import type { CloudContext, Part } from '../part.ts';

const queryOperation = queryOperationsWith('ValidationError');

/** Roles are assumed by the cloud itself for the functions of the template: AssumeRole is not hosted. */
export function createSts({ account }: Pick<CloudContext, 'account'>): Part {
  const operations = {
    // Needs no permission, and no policy can deny it.
    GetCallerIdentity: queryOperation(z.strictObject({}), (_, { caller }) => {
      const { arn, userId } = identityOf(caller, account);
      return element('Arn', arn) + element('UserId', userId) + element('Account', account);
    }),
  };
  return {
    name: 'sts',
    signingNames: ['sts'],
    resources: [],
    handle: (call) => answerQuery(operations, call),
  };
}

/** A role has one session here, whoever uses it. */
const SESSION = 'local';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
function identityOf(caller: Caller, account: string): { arn: string; userId: string } {
  if (caller.kind === 'administrator') return { arn: caller.arn, userId: 'AIDALOCALADMINISTRATOR' };
  const name = caller.kind === 'role' ? caller.name : caller.principal;
  return {
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${SESSION}`,
    userId: `AROALOCALROLE:${SESSION}`,
  };
}
