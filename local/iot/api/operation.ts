/** Operations of a REST-JSON service: method and path, an input schema, the IAM permission, and what it does. */
import * as z from 'zod';
import type { AwsCall, AwsReply } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import { jsonReply, unknownOperation } from '../../endpoint/protocol.ts';
import type { AccessRequest } from '../../iam/access.ts';
import type { CloudContext } from '../../part.ts';

export interface RestOperation {
  /** The operation's labels when the call is for it. */
  match(call: AwsCall): Readonly<Record<string, string>> | undefined;
  answer(call: AwsCall, labels: Readonly<Record<string, string>>): Promise<object>;
}

interface OperationDefinition<Input> {
  /** `CreateThing`. */
  readonly name: string;
  /** The IAM action, where it is another operation's. */
  readonly action?: string;
  /** `POST /things/{thingName}`. `{target+}` may hold slashes. */
  readonly route: string;
  /** Labels, query, body and headers together, as the SDK has them. */
  readonly input: z.ZodType<Input>;
  /** The resource that IAM asks for; `*` where the operation has none. */
  readonly resource: (input: Input) => string;
  readonly keys?: (input: Input) => NonNullable<AccessRequest['context']>;
  readonly run: (input: Input) => object | Promise<object>;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html says the resource of each. */
export function restOperation<Input>(
  { access }: Pick<CloudContext, 'access'>,
  { name, action = name, route, input, resource, keys, run }: OperationDefinition<Input>,
): RestOperation {
  const [method = '', template = ''] = route.split(' ');
  const path = new RegExp(
    `^${template.replace(/\{(\w+)\+\}/, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  );
  return {
    match(call) {
      const found = call.method === method ? path.exec(call.path) : null;
      return found === null ? undefined : { ...found.groups };
    },
    async answer(call, labels) {
      const parsed = parse(input, {
        ...bodyOf(call),
        ...Object.fromEntries(call.query),
        ...headerMembersOf(call),
        ...labels,
      });
      access.require({
        caller: call.caller,
        action: `iot:${action}`,
        resource: resource(parsed),
        ...(keys === undefined ? {} : { context: keys(parsed) }),
      });
      return await run(parsed);
    },
  };
}

/** @throws AwsError `UnknownOperationException` for a call that no operation is for. */
export async function answerRest(
  operations: readonly RestOperation[],
  call: AwsCall,
): Promise<AwsReply> {
  for (const operation of operations) {
    const labels = operation.match(call);
    if (labels !== undefined) return jsonReply(call, await operation.answer(call, labels));
  }
  throw unknownOperation(call.service, `${call.method} ${call.path}`);
}

/** @throws AwsError `InvalidRequestException` for what the schema refuses. */
export function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidRequest(z.prettifyError(result.error));
}

function bodyOf({ body }: AwsCall): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw invalidRequest('the body is not a JSON object');
  }
}

/** Members that travel in headers; the two with `iot` in them are those of deprecated operations. */
const HEADERS = {
  'x-amzn-principal': 'principal',
  'x-amzn-iot-principal': 'principal',
  'x-amzn-iot-policy': 'policyName',
} as const;

function headerMembersOf({ headers }: AwsCall): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(HEADERS).flatMap(([header, member]) => {
      const value = headers[header];
      return value === undefined ? [] : [[member, value]];
    }),
  );
}

/** A boolean as a query has it. */
export const booleanText = z.enum(['true', 'false']).transform((text) => text === 'true');

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}
