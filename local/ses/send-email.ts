/** SendEmail with simple content: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AwsCall } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { jsonBody } from '../endpoint/protocol.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { CloudContext } from '../part.ts';
import { bareAddress } from './address.ts';
import type { Identities } from './identities.ts';

const content = z.strictObject({ Data: z.string(), Charset: z.string().exactOptional() });
const addresses = z.array(z.string()).default([]);

/** `Raw` and `Template` content, configuration sets, tags and feedback addresses are refused by name. */
const input = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({
    ToAddresses: addresses,
    CcAddresses: addresses,
    BccAddresses: addresses,
  }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: content,
      Body: z
        .strictObject({ Text: content.exactOptional(), Html: content.exactOptional() })
        .refine(({ Text, Html }) => Text !== undefined || Html !== undefined, {
          error: 'Body has Text or Html',
        }),
    }),
  }),
});

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const RECIPIENT_LIMIT = 50;

export interface Sending {
  readonly context: CloudContext;
  readonly inbox: Inbox;
  readonly identities: Identities;
}

/** @throws AwsError `AccessDeniedException`, `MessageRejected`, `BadRequestException`. */
export async function sendEmail(
  call: AwsCall,
  { context, inbox, identities }: Sending,
): Promise<object> {
  const { FromEmailAddress, Destination, Content } = parse(call);
  const from = bareAddress(FromEmailAddress);
  const identity = identities.covering(from);
  context.access.require({
    caller: call.caller,
    action: 'ses:SendEmail',
    resource: `arn:aws:ses:${context.region}:${context.account}:identity/${identity ?? from}`,
    // https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
    context: {
      'ses:FromAddress': from,
      'ses:ApiVersion': '2',
      'ses:Recipients': recipientsOf(Destination),
    },
  });
  if (identity === undefined)
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${context.region.toUpperCase()}: ${from}`,
    );
  const recipients = recipientsOf(Destination);
  if (recipients.length === 0 || recipients.length > RECIPIENT_LIMIT)
    throw new AwsError('BadRequestException', `Recipient count must be 1 to ${RECIPIENT_LIMIT}.`);
  const { Subject, Body } = Content.Simple;
  const body = Body.Text?.Data ?? Body.Html?.Data ?? '';
  for (const to of recipients)
    await inbox.put({ kind: 'mail', to, from: FromEmailAddress, subject: Subject.Data, body });
  return { MessageId: randomUUID() };
}

/** SES has its own word for what does not fit. */
function parse(call: AwsCall): z.infer<typeof input> {
  try {
    return jsonBody(call, input);
  } catch (error) {
    if (error instanceof AwsError) throw new AwsError('BadRequestException', error.message);
    throw error;
  }
}

const recipientsOf = (destination: z.infer<typeof input>['Destination']) =>
  [...destination.ToAddresses, ...destination.CcAddresses, ...destination.BccAddresses].map(
    bareAddress,
  );
