/** The wire protocols of AWS clients: which one a call speaks, and how replies and errors look in it. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError, UnknownOperation } from '../aws/error.ts';
import { cborErrorBody } from './cbor-error.ts';
import { element } from './xml.ts';

/** What clients speak: DynamoDB, Step Functions, SQS 1.0; KMS 1.1; SNS, CloudFormation, STS Query; S3 XML; others REST JSON. */
export type Protocol =
  | 'json-1.0'
  | 'json-1.1'
  | 'rest-json'
  | 'query'
  | 'ec2-query'
  | 'rest-xml'
  | 'rpc-v2-cbor';

type Spoken = Pick<AwsCall, 'service' | 'headers'>;

/** Tells a call's protocol from its headers; services without any mark speak REST JSON. */
export function protocolOf({ service, headers }: Spoken): Protocol {
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpc-v2-cbor';
  const contentType = headers['content-type'] ?? '';
  if (headers['x-amz-target'] !== undefined)
    return contentType.startsWith('application/x-amz-json-1.1') ? 'json-1.1' : 'json-1.0';
  if (service === 's3') return 'rest-xml';
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return 'rest-json';
  return service === 'ec2' ? 'ec2-query' : 'query';
}

const CONTENT_TYPES: Record<Protocol, string> = {
  'json-1.0': 'application/x-amz-json-1.0',
  'json-1.1': 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  query: 'text/xml',
  'ec2-query': 'text/xml',
  'rest-xml': 'application/xml',
  'rpc-v2-cbor': 'application/cbor',
};

/** A JSON reply in the call's own JSON protocol. */
export function jsonReply(call: Spoken, body: unknown, status = 200): AwsReply {
  return {
    status,
    headers: { 'content-type': CONTENT_TYPES[protocolOf(call)] },
    body: JSON.stringify(body),
  };
}

/** A Query protocol reply: `result` is the XML inside `<{operation}Result>`. */
export function queryReply(operation: string, requestId: string, result = ''): AwsReply {
  const inner = `<${operation}Result>${result}</${operation}Result>`;
  const metadata = `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`;
  return {
    status: 200,
    headers: { 'content-type': CONTENT_TYPES.query, 'x-amzn-requestid': requestId },
    body: `<${operation}Response>${inner}${metadata}</${operation}Response>`,
  };
}

/** The fields of a Query protocol body (`Action=Publish&TopicArn=…`). */
export function queryFields(call: Pick<AwsCall, 'body'>): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(call.body.toString('utf8')));
}

/**
 * A call's JSON body, parsed. Unknown members are up to `schema`.
 * @throws AwsError `SerializationException` for text that is not JSON, `ValidationException` for what `schema` refuses.
 */
export function jsonBody<Output>(call: Pick<AwsCall, 'body'>, schema: z.ZodType<Output>): Output {
  let value: unknown;
  try {
    value = call.body.length === 0 ? {} : JSON.parse(call.body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AwsError('ValidationException', z.prettifyError(result.error));
}

/** For whoever is asked for an operation that it does not have. */
export function unknownOperation(service: string, operation: string | undefined): UnknownOperation {
  return new UnknownOperation(service, operation ?? '(none)');
}

/** SQS keeps the codes of its old Query protocol in a header beside the shape's name (AWS JSON, `awsQueryCompatible`). */
const QUERY_COMPATIBLE_SHAPES: Readonly<Record<string, string>> = {
  'AWS.SimpleQueueService.NonExistentQueue': 'QueueDoesNotExist',
};

/** An error in the shape that a client of the call's protocol expects. */
export function errorReply(call: Spoken, error: AwsError, requestId: string): AwsReply {
  const protocol = protocolOf(call);
  const base = { 'content-type': CONTENT_TYPES[protocol], 'x-amzn-requestid': requestId };
  const { code, message, status } = error;
  if (protocol === 'query') {
    const type = status < 500 ? 'Sender' : 'Receiver';
    const inner = element('Type', type) + element('Code', code) + element('Message', message);
    const body = `<ErrorResponse><Error>${inner}</Error>${element('RequestId', requestId)}</ErrorResponse>`;
    return { status, headers: base, body };
  }
  if (protocol === 'ec2-query') {
    const inner = element('Code', code) + element('Message', message);
    const body = `<Response><Errors><Error>${inner}</Error></Errors>${element('RequestID', requestId)}</Response>`;
    return { status, headers: base, body };
  }
  if (protocol === 'rest-xml') {
    const detail = Object.entries(error.detail).map(([name, value]) => element(name, `${value}`));
    const inner = element('Code', code) + element('Message', message) + detail.join('');
    // S3's second id, which its clients call the extended one (API/ErrorResponses.html).
    const hostId = createHash('sha256').update(requestId).digest('base64');
    const ids = element('RequestId', requestId) + element('HostId', hostId);
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}${ids}</Error>`;
    const headers = { ...base, 'x-amz-request-id': requestId, 'x-amz-id-2': hostId };
    return { status, headers, body };
  }
  if (protocol === 'rpc-v2-cbor')
    return {
      status,
      headers: { ...base, 'smithy-protocol': 'rpc-v2-cbor' },
      body: cborErrorBody(code, message),
    };
  const shape = QUERY_COMPATIBLE_SHAPES[code] ?? code;
  const headers = {
    ...base,
    'x-amzn-errortype': shape,
    ...(shape === code ? {} : { 'x-amzn-query-error': `${code};Sender` }),
  };
  return {
    status,
    headers,
    body: JSON.stringify({ ...error.detail, __type: shape, message }),
  };
}
