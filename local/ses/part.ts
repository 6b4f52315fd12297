/** The SES part: simple mails of the v2 API, into the inbox. */
import * as z from 'zod';
import type { AwsCall } from '../aws/call.ts';
import { jsonReply, unknownOperation } from '../endpoint/protocol.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type CloudContext, type Part, resourceType } from '../part.ts';
import { Identities } from './identities.ts';
import { sendEmail } from './send-email.ts';

export interface SesOptions {
  readonly inbox: Inbox;
  /** Addresses and domains that are verified outside the template. */
  readonly identities?: readonly string[];
}

/**
 * An identity in the template counts as verified: here is no mailbox and no DNS to prove it by. Whether the account
 * is out of the sandbox is not played either.
 */
export function createSes(context: CloudContext, { inbox, identities = [] }: SesOptions): Part {
  const verified = new Identities(identities);
  const emailIdentity = resourceType({
    type: 'AWS::SES::EmailIdentity',
    properties: z.strictObject({ EmailIdentity: z.string().min(3).max(255) }),
    inert: [
      'ConfigurationSetAttributes',
      'DkimAttributes',
      'DkimSigningAttributes',
      'FeedbackAttributes',
      'MailFromAttributes',
      'Tags',
    ],
    async create({ properties: { EmailIdentity: name } }) {
      verified.add(name);
      return { ref: name, attributes: dkimTokens(name) };
    },
  });

  return {
    name: 'ses',
    signingNames: ['ses'],
    resources: [emailIdentity],
    async handle(call) {
      if (call.method !== 'POST' || call.path !== '/v2/email/outbound-emails')
        throw unknownOperation('ses', operationName(call));
      context.usage.count('ses', 'SendEmail', { caller: call.caller });
      return jsonReply(call, await sendEmail(call, { context, inbox, identities: verified }));
    },
  };
}

const operationName = ({ operation, method, path }: AwsCall) => operation ?? `${method} ${path}`;

/** Names and values that a template may hand on to DNS records. */
function dkimTokens(name: string): Record<string, string> {
  const tokens = [1, 2, 3].flatMap((index) => [
    [`DkimDNSTokenName${index}`, `local${index}._domainkey.${name}`],
    [`DkimDNSTokenValue${index}`, `local${index}.dkim.amazonses.com`],
  ]);
  return Object.fromEntries(tokens);
}
