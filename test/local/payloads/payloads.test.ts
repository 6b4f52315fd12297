import { readFileSync } from 'node:fs';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { smallIssuer } from '../http-api/small-issuer.ts';
import { connect, createPolicy, endConnections, enrol, OWN_TOPICS } from '../iot/iot-cloud.ts';
import { ADMINISTRATOR, eventually } from '../lambda/lambda-cloud.ts';
import { temporaryFolder } from '../small-cloud.ts';
import { type PayloadCloud, payloadCloud } from './payload-cloud.ts';
import { differences, documented } from './shape.ts';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const MINUTE = 60_000;
const FAILING = "export const handler = async () => { throw new Error('no'); };";
let cloud: PayloadCloud;
let stopIssuer = () => Promise.resolve();

beforeAll(async () => {
  cloud = await payloadCloud(folder.path);
});
afterAll(async () => {
  await endConnections();
  cloud.registry.destroy();
  await cloud.stop();
  await stopIssuer();
  folder.remove();
});

const sample = (name: string) =>
  documented.parse(
    JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')),
  );

/** Where a payload is not as its documented sample. */
const against = (name: string, payload: unknown) => differences(payload, sample(name));

const GONE = 'arn:aws:lambda:ap-northeast-1:000000000000:function:gone';

/** Everything that is read from a template stands before the cloud starts. */
const made = {
  api: '',
  token: '',
  topic: '',
  machine: '',
  destination: { url: '', arn: '' },
  deadLetters: { url: '', arn: '' },
  subscriber: { url: '', arn: '' },
  rawSubscriber: { url: '', arn: '' },
  ruleErrors: { url: '', arn: '' },
  scheduleErrors: { url: '', arn: '' },
  plain: { url: '', arn: '' },
};

beforeAll(async () => {
  await makeApi();
  await makeRules();
  await makeTopic();
  await makeSchedules();
  await makeMachine();
  await makeFailing();
  made.plain = await cloud.queue('plain');
  await cloud.start();
});

async function makeApi() {
  const issuer = await smallIssuer();
  stopIssuer = issuer.close;
  const { ref: ApiId, attributes } = await cloud.create('AWS::ApiGatewayV2::Api', 'Api', {
    Name: 'api',
    ProtocolType: 'HTTP',
  });
  const { ref: AuthorizerId } = await cloud.create('AWS::ApiGatewayV2::Authorizer', 'People', {
    ApiId,
    Name: 'people',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: issuer.url, Audience: ['api'] },
  });
  const { ref } = await cloud.create('AWS::ApiGatewayV2::Integration', 'Integration', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: await cloud.recorder('http', ['apigateway.amazonaws.com']),
    PayloadFormatVersion: '2.0',
  });
  await cloud.create('AWS::ApiGatewayV2::Route', 'Route', {
    ApiId,
    RouteKey: 'POST /lines/{line}',
    Target: `integrations/${ref}`,
    AuthorizationType: 'JWT',
    AuthorizerId,
    AuthorizationScopes: ['write'],
  });
  await cloud.create('AWS::ApiGatewayV2::Stage', 'Stage', {
    ApiId,
    StageName: 'beta',
    AutoDeploy: true,
    StageVariables: { variable: 'value' },
  });
  made.api = String(attributes['ApiEndpoint']);
  const seconds = Math.floor(cloud.clock.now() / 1000);
  made.token = await issuer.token({
    iss: issuer.url,
    aud: 'api',
    sub: 'one',
    scope: 'read write',
    auth_time: seconds,
    iat: seconds,
    exp: seconds + 600,
  });
}

async function makeRules() {
  await createPolicy(cloud, 'Handset', OWN_TOPICS.Statement);
  made.ruleErrors = await cloud.queue('rule-errors');
  const RoleArn = await cloud.role(
    'rule',
    [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: made.ruleErrors.arn }],
    'iot.amazonaws.com',
  );
  const create = (RuleName: string, payload: object) =>
    cloud.create('AWS::IoT::TopicRule', RuleName, {
      RuleName,
      TopicRulePayload: { AwsIotSqlVersion: '2016-03-23', ...payload },
    });
  await create('Claims', {
    Sql: "SELECT *, topic(2) AS enrolmentId, topic() AS whole, clientid() AS client, principal() AS principal, timestamp() AS at, traceid() AS trace, encode(*, 'base64') AS encoded FROM 'handsets/+/claim'",
    Actions: [{ Lambda: { FunctionArn: await cloud.recorder('rule', ['iot.amazonaws.com']) } }],
  });
  await create('Failing', {
    Sql: "SELECT * FROM 'handsets/+/failing'",
    Actions: [{ Lambda: { FunctionArn: GONE } }],
    ErrorAction: { Sqs: { QueueUrl: made.ruleErrors.url, RoleArn, UseBase64: false } },
  });
}

async function makeTopic() {
  const { ref: TopicArn } = await cloud.create('AWS::SNS::Topic', 'Topic', {});
  made.topic = TopicArn;
  made.subscriber = await cloud.queue('subscriber', ['sns.amazonaws.com']);
  made.rawSubscriber = await cloud.queue('raw-subscriber', ['sns.amazonaws.com']);
  const Endpoint = await cloud.recorder('topic', ['sns.amazonaws.com']);
  const subscribe = (name: string, properties: object) =>
    cloud.create('AWS::SNS::Subscription', name, { TopicArn, ...properties });
  await subscribe('ToFunction', { Protocol: 'lambda', Endpoint });
  await subscribe('ToQueue', { Protocol: 'sqs', Endpoint: made.subscriber.arn });
  await subscribe('Raw', {
    Protocol: 'sqs',
    Endpoint: made.rawSubscriber.arn,
    RawMessageDelivery: true,
  });
}

async function makeSchedules() {
  made.scheduleErrors = await cloud.queue('schedule-errors');
  const RoleArn = await cloud.role(
    'schedule',
    [
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: made.scheduleErrors.arn },
    ],
    'scheduler.amazonaws.com',
  );
  const schedule = (name: string, target: object) =>
    cloud.create('AWS::Scheduler::Schedule', name, {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { RoleArn, ...target },
    });
  await schedule('EveryMinute', { Arn: await cloud.recorder('schedule') });
  await schedule('Failing', { Arn: GONE, DeadLetterConfig: { Arn: made.scheduleErrors.arn } });
  const Arn = await cloud.recorder('event', ['events.amazonaws.com']);
  await cloud.create('AWS::Events::Rule', 'EventRule', {
    ScheduleExpression: 'rate(1 minute)',
    Targets: [{ Id: 'one', Arn }],
  });
}

async function makeMachine() {
  const FunctionName = await cloud.recorder('callback');
  const context = await cloud.recorder('context');
  const RoleArn = await cloud.role(
    'workflow',
    [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [FunctionName, context] }],
    'states.amazonaws.com',
  );
  const { ref } = await cloud.create('AWS::StepFunctions::StateMachine', 'Machine', {
    RoleArn,
    Definition: {
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: context, 'Payload.$': '$$' },
          ResultPath: null,
          Next: 'Wait',
        },
        Wait: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: {
            FunctionName,
            Payload: { 'input.$': '$', 'taskToken.$': '$$.Task.Token' },
          },
          End: true,
        },
      },
    },
  });
  made.machine = ref;
}

async function makeFailing() {
  made.destination = await cloud.queue('destination');
  made.deadLetters = await cloud.queue('dead-letters');
  const { arn } = made.deadLetters;
  const Role = await cloud.role('failing', [
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [made.destination.arn, arn] },
  ]);
  const FunctionName = await cloud.fn('failing', FAILING, {
    Role,
    DeadLetterConfig: { TargetArn: arn },
  });
  await cloud.create('AWS::Lambda::EventInvokeConfig', 'FailingConfig', {
    FunctionName,
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: made.destination.arn } },
  });
}

test('a request to an HTTP API is payload format 2.0', async () => {
  // The authorizer waits 1.5 seconds for keys: an issuer on a busy machine may be slower at first.
  await eventually(async () => {
    const response = await fetch(`${made.api}/beta/lines/7?a=1&a=2&b=3`, {
      method: 'POST',
      headers: {
        authorization: made.token,
        cookie: 'one=1; two=2',
        'content-type': 'application/octet-stream',
        header1: 'value',
        'user-agent': 'agent',
      },
      body: '{"a":1}',
    });
    return response.status === 200;
  });

  expect(against('http-api', await cloud.recorded('http'))).toEqual([]);
});

describe('a message of a device', () => {
  test('is what the statement of the rule selects', async () => {
    const client = await connect(cloud, await enrol(cloud, 'one'));
    await client.publishAsync('handsets/one/claim', '{"jws":"a.b.c"}', { qos: 1 });

    expect(against('iot-rule', await cloud.recorded('rule'))).toEqual([]);
  });

  test('whose action fails goes to the error action', async () => {
    const client = await connect(cloud, await enrol(cloud, 'two'));
    await client.publishAsync('handsets/two/failing', '{"a":1}', { qos: 1 });

    const { Messages } = await cloud.received(made.ruleErrors.url);
    expect(against('iot-error-action', JSON.parse(Messages[0]?.Body ?? ''))).toEqual([]);
  });
});

test('a publication reaches functions and queues in the envelopes of SNS', async () => {
  const client = new SNSClient(cloud.client());
  await client.send(
    new PublishCommand({
      TopicArn: made.topic,
      Message: 'text',
      Subject: 'subject',
      MessageAttributes: { kind: { DataType: 'Number', StringValue: '7' } },
    }),
  );
  client.destroy();

  expect(against('sns-function', await cloud.recorded('topic'))).toEqual([]);
  const { Messages } = await cloud.received(made.subscriber.url);
  expect(against('sns-queue', JSON.parse(Messages[0]?.Body ?? ''))).toEqual([]);
  const raw = await cloud.received(made.rawSubscriber.url);
  expect(raw.Messages).toMatchObject([
    { Body: 'text', MessageAttributes: { kind: { DataType: 'Number', StringValue: '7' } } },
  ]);
});

describe('time', () => {
  test('reaches the function of a schedule, and of a rule', async () => {
    cloud.clock.shift(MINUTE);

    expect(against('schedule', await cloud.recorded('schedule'))).toEqual([]);
    expect(against('scheduled-rule', await cloud.recorded('event'))).toEqual([]);
  });

  test('of a schedule whose target fails becomes a dead letter', async () => {
    const { Messages } = await cloud.received(made.scheduleErrors.url);

    expect(against('schedule-dead-letter', Messages[0]?.MessageAttributes)).toEqual([]);
    expect(against('schedule', JSON.parse(Messages[0]?.Body ?? ''))).toEqual([]);
  });
});

test('a message on a queue is received with its attributes', async () => {
  const client = new SQSClient(cloud.client());
  await client.send(
    new SendMessageCommand({
      QueueUrl: made.plain.url,
      MessageBody: 'text',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    }),
  );
  client.destroy();

  expect(against('queue-message', await cloud.received(made.plain.url))).toEqual([]);
});

describe('a function that fails', () => {
  test('reports its error', async () => {
    const functionArn = 'arn:aws:lambda:ap-northeast-1:000000000000:function:failing';
    const { value } = await cloud.run(functionArn);

    expect(against('function-error', value)).toEqual([]);
  });

  test('leaves a record and a dead letter of its event', async () => {
    const functionArn = 'arn:aws:lambda:ap-northeast-1:000000000000:function:failing';
    await cloud.lambda.invokeLater({ functionArn, payload: '{"a":1}', caller: ADMINISTRATOR });

    const record = await cloud.received(made.destination.url);
    expect(against('function-destination', JSON.parse(record.Messages[0]?.Body ?? ''))).toEqual([]);
    const letter = await cloud.received(made.deadLetters.url);
    expect(letter.Messages[0]?.Body).toBe('{"a":1}');
    expect(against('function-dead-letter', letter.Messages[0]?.MessageAttributes)).toEqual([]);
  });
});

test('a workflow gives its functions the context object, and the token to answer with', async () => {
  const client = new SFNClient(cloud.client());
  const stateMachineArn = made.machine;
  await client.send(
    new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":"1"}' }),
  );
  client.destroy();

  expect(against('context-object', await cloud.recorded('context'))).toEqual([]);
  expect(against('task-callback', await cloud.recorded('callback'))).toEqual([]);
});
