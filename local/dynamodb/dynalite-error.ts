/** dynalite's errors, which carry the body of DynamoDB's reply, as the local cloud's own. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';

const schema = z.looseObject({
  statusCode: z.number(),
  body: z.looseObject({
    __type: z.string(),
    message: z.string().exactOptional(),
    Message: z.string().exactOptional(),
  }),
});

/** An `AwsError` for a refusal of DynamoDB; anything else is a fault and goes on as it is. */
export function asAwsError(error: unknown): unknown {
  const { success, data } = schema.safeParse(error);
  if (!success) return error;
  const { __type, message, Message } = data.body;
  const code = __type.slice(__type.indexOf('#') + 1);
  return new AwsError(code, message ?? Message ?? code, { status: data.statusCode });
}
