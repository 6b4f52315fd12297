/** Mail addresses as SES takes them: `name@example.com` or `"Name" <name@example.com>`. */
import { AwsError } from '../aws/error.ts';

/**
 * The bare address, its domain in lower case.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html: the local part is 7-bit ASCII, and
 * names in other characters are MIME encoded words.
 * @throws AwsError `BadRequestException`.
 */
export function bareAddress(text: string): string {
  const inner = /^[\x20-\x7e]*<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  const [, local, domain] =
    /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/.exec(inner) ??
    [];
  if (local === undefined || domain === undefined)
    throw new AwsError('BadRequestException', 'Illegal address');
  return `${local}@${domain.toLowerCase()}`;
}
