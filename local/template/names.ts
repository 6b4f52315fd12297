/** Generated names: the same at every start, so that a resource finds what an earlier start made. */
import { createHash } from 'node:crypto';

const LONGEST = 64;
const HASH_LENGTH = 12;

/** `{stack}-{logicalId}-{hash}`, at most 64 characters; what is cut off still counts in the hash. */
export function physicalNameOf(stackName: string, logicalId: string): string {
  const hash = digest(`${stackName}/${logicalId}`).slice(0, HASH_LENGTH).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, LONGEST - HASH_LENGTH - 1)}-${hash}`;
}

/** The ARN that `AWS::StackId` answers. */
export function stackIdOf(stackName: string, region: string, account: string): string {
  const [, a, b, c, d, e] =
    /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest(`stack/${stackName}`)) ?? [];
  return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/${[a, b, c, d, e].join('-')}`;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
