import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClock } from '#local/clock.ts';
import { type Endpoint, startEndpoint } from '#local/endpoint/server.ts';
import { createCredentials } from '#local/iam/sessions.ts';
import type { CloudLogLine } from '#local/part.ts';
import { Usage } from '#local/usage.ts';
import { signedCall, type UnsignedCall } from '../signed-call.ts';

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const target = (version: '1.0' | '1.1', name: string) => ({
  'content-type': `application/x-amz-json-${version}`,
  'x-amz-target': name,
});

interface Case {
  readonly protocol: string;
  readonly call: UnsignedCall;
  readonly status: number;
  /** Where the protocol's clients look for the code, with the code. */
  readonly code: RegExp;
  readonly operation: string;
}

const CASES: readonly Case[] = [
  {
    protocol: 'AWS JSON 1.0',
    call: { service: 'states', headers: target('1.0', 'AWSStepFunctions.CreateActivity') },
    status: 400,
    code: /"__type":"UnknownOperationException"/,
    operation: 'CreateActivity',
  },
  {
    protocol: 'AWS JSON 1.1',
    call: { service: 'kms', headers: target('1.1', 'TrentService.CreateKey') },
    status: 400,
    code: /"__type":"UnknownOperationException"/,
    operation: 'CreateKey',
  },
  {
    protocol: 'Query',
    call: { service: 'rds', headers: FORM, body: 'Action=StopDBCluster&Version=2014-10-31' },
    status: 400,
    code: /<Code>InvalidAction<\/Code><Message>Could not find operation StopDBCluster for version 2014-10-31<\/Message>/,
    operation: 'StopDBCluster',
  },
  {
    protocol: 'Query without an action',
    call: { service: 'rds', headers: FORM, body: 'Version=2014-10-31' },
    status: 400,
    code: /<Code>MissingAction<\/Code>/,
    operation: 'POST /',
  },
  {
    protocol: 'EC2 Query',
    call: { service: 'ec2', headers: FORM, body: 'Action=RunInstances&Version=2016-11-15' },
    status: 400,
    code: /<Response><Errors><Error><Code>InvalidAction<\/Code>/,
    operation: 'RunInstances',
  },
  {
    protocol: 'REST JSON',
    call: { service: 'apigateway', method: 'GET', path: '/restapis' },
    status: 404,
    code: /"__type":"UnknownOperationException"/,
    operation: 'GET /restapis',
  },
  {
    protocol: "Lambda's REST JSON",
    call: { service: 'lambda', method: 'GET', path: '/2015-03-31/layers' },
    status: 403,
    code: /"__type":"AccessDeniedException","message":"Unable to determine service\/operation name/,
    operation: 'GET /2015-03-31/layers',
  },
  {
    protocol: "S3's REST XML",
    call: { service: 's3', method: 'PUT', path: '/bucket', query: { acl: '' } },
    status: 501,
    code: /<Error><Code>NotImplemented<\/Code>/,
    operation: 'PUT /bucket',
  },
  {
    protocol: 'RPC v2 CBOR',
    call: {
      service: 'monitoring',
      path: '/service/GraniteServiceVersion20100801/operation/ListDashboards',
      headers: { 'smithy-protocol': 'rpc-v2-cbor' },
    },
    status: 400,
    code: /__type.{1,3}UnknownOperationException/,
    operation: 'ListDashboards',
  },
];

let endpoint: Endpoint;
let lines: CloudLogLine[];
beforeEach(async () => {
  lines = [];
  endpoint = await startEndpoint({
    port: 0,
    parts: [],
    credentials: createCredentials('000000000000'),
    clock: createClock(),
    usage: new Usage(),
    health: () => ({}),
    log: (line) => lines.push(line),
  });
});
afterEach(() => endpoint.close());

describe('an operation that nobody has', () => {
  test.each(CASES)('is answered in $protocol, and logged by name', async (each) => {
    const answer = await signedCall(endpoint.url, KEYS, each.call);

    expect(answer.status).toBe(each.status);
    expect(await answer.text()).toMatch(each.code);
    expect(lines).toEqual([
      {
        part: 'endpoint',
        event: 'unknown-operation',
        service: each.call.service,
        operation: each.operation,
      },
    ]);
  });
});
