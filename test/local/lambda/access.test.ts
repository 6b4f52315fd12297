import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type LambdaCloud, lambdaCloud } from './lambda-cloud.ts';

const ECHO = 'export const handler = async (event) => event;';
const API = 'arn:aws:execute-api:ap-northeast-1:000000000000:api1';

let folder = temporaryFolder();
let cloud: LambdaCloud;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await lambdaCloud(folder.path);
  await cloud.start();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const permission = (properties: object, logicalId = 'Permission') =>
  cloud.create('AWS::Lambda::Permission', logicalId, {
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    ...properties,
  });
const asService = (
  functionArn: string,
  sourceArn: string,
  principal = 'apigateway.amazonaws.com',
) =>
  cloud.lambda.invoke({
    functionArn,
    payload: '{}',
    caller: { kind: 'service', principal, sourceArn },
  });

describe('who may invoke', () => {
  test('a service, for the source that the permission names', async () => {
    const arn = await cloud.fn('echo', ECHO);
    await permission({
      FunctionName: arn,
      SourceArn: `${API}/*/*/v1/lines/{lineId}`,
      SourceAccount: '000000000000',
    });

    expect(await asService(arn, `${API}/$default/GET/v1/lines/{lineId}`)).toMatchObject({
      payload: '{}',
    });

    for (const refused of [
      asService(arn, `${API}/$default/GET/v1/lines`),
      asService(arn, `${API.replace('api1', 'api2')}/$default/GET/v1/lines/{lineId}`),
      asService(arn, `${API}/$default/GET/v1/lines/{lineId}`, 'iot.amazonaws.com'),
    ])
      await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('nobody without a permission or a policy, also not later', async () => {
    const functionArn = await cloud.fn('echo', ECHO);
    const arn = await cloud.role('stranger', []);
    const caller = { kind: 'role', arn, name: 'stranger' } as const;

    for (const refused of [
      asService(functionArn, API),
      cloud.lambda.invoke({ functionArn, payload: '{}', caller }),
      cloud.lambda.invokeLater({ functionArn, payload: '{}', caller }),
    ])
      await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('a role by its own policy, for exactly the function it names', async () => {
    const echo = await cloud.fn('echo', ECHO);
    const other = await cloud.fn('other', ECHO);
    const role = await cloud.role('caller', [
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: echo },
    ]);
    const client = new LambdaClient(cloud.client(role));
    const invoke = (FunctionName: string) => client.send(new InvokeCommand({ FunctionName }));

    expect((await invoke(echo)).StatusCode).toBe(200);
    for (const refused of [invoke(other), invoke('none'), invoke(`${echo}:$LATEST`)])
      await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('the API', () => {
  const client = () => new LambdaClient(cloud.client());

  test('invokes and answers the result, the error, and the log when asked for', async () => {
    await cloud.fn(
      'loud',
      'export const handler = async ({ fail }) => { console.log("heard"); if (fail) throw new Error("no"); return { ok: true }; };',
    );
    const invoke = (event: object) =>
      client().send(
        new InvokeCommand({
          FunctionName: 'loud',
          LogType: 'Tail',
          Payload: JSON.stringify(event),
        }),
      );

    const good = await invoke({});
    const bad = await invoke({ fail: true });

    expect(good).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(good.FunctionError).toBeUndefined();
    expect(JSON.parse(good.Payload?.transformToString() ?? '')).toEqual({ ok: true });
    expect(Buffer.from(good.LogResult ?? '', 'base64').toString()).toContain('heard');
    expect(bad).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(bad.Payload?.transformToString() ?? '')).toMatchObject({
      errorType: 'Error',
      errorMessage: 'no',
    });
  });

  test('takes events and dry runs', async () => {
    await cloud.fn('echo', ECHO);
    const invoke = (InvocationType: 'Event' | 'DryRun', FunctionName = 'echo') =>
      client().send(new InvokeCommand({ FunctionName, InvocationType, Payload: '{}' }));

    expect(await invoke('Event')).toMatchObject({ StatusCode: 202 });
    expect(await invoke('DryRun')).toMatchObject({ StatusCode: 204 });
    await expect(invoke('DryRun', 'none')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('describes functions and their policies', async () => {
    const arn = await cloud.fn('echo', ECHO, { MemorySize: 256 });
    const policy = () => client().send(new GetPolicyCommand({ FunctionName: 'echo' }));
    await expect(policy()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await permission({ FunctionName: 'echo', SourceArn: API });

    const described = { FunctionName: 'echo', FunctionArn: arn, MemorySize: 256, State: 'Active' };
    expect(
      await client().send(new GetFunctionConfigurationCommand({ FunctionName: arn })),
    ).toMatchObject(described);
    expect(await client().send(new GetFunctionCommand({ FunctionName: 'echo' }))).toMatchObject({
      Configuration: described,
    });
    expect(await client().send(new ListFunctionsCommand({}))).toMatchObject({
      Functions: [described],
    });
    expect(JSON.parse((await policy()).Policy ?? '')).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Resource: arn,
          Condition: { ArnLike: { 'AWS:SourceArn': API } },
        },
      ],
    });
  });

  test('lists functions in pages', async () => {
    for (const name of ['one', 'two', 'three']) await cloud.fn(name, ECHO);
    const list = (Marker?: string) =>
      client().send(new ListFunctionsCommand({ MaxItems: 2, Marker }));

    const first = await list();
    const second = await list(first.NextMarker);

    const names = ({ Functions = [] }: typeof first) =>
      Functions.map(({ FunctionName }) => FunctionName);
    expect([names(first), names(second)]).toEqual([['one', 'two'], ['three']]);
    expect(second.NextMarker).toBeUndefined();
    await expect(list('x')).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  test('names what it does not have', async () => {
    await cloud.fn('echo', ECHO);

    await expect(
      client().send(new PublishVersionCommand({ FunctionName: 'echo' })),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'Unable to determine service/operation name to be authorized',
    });
    await expect(
      client().send(new InvokeCommand({ FunctionName: 'echo', ClientContext: 'e30=' })),
    ).rejects.toThrow('ClientContext');
    await expect(
      client().send(new InvokeCommand({ FunctionName: 'echo', Qualifier: '1' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a template', () => {
  test.each<[object, string]>([
    [{ Runtime: 'nodejs22.x' }, 'nodejs24.x'],
    [{ Runtime: 'python3.13' }, 'python3.13'],
    [{ Code: { ZipFile: 'x' } }, 'ZipFile'],
    [{ Layers: ['arn:aws:lambda:x:1:layer:y:1'] }, 'Layers'],
    [{ Timeout: 901 }, '900'],
    [{ MemorySize: 64 }, '128'],
    [{ VpcConfig: {} }, 'VpcConfig'],
    [{ DeadLetterConfig: { TargetArn: 'arn:aws:sns:ap-northeast-1:000000000000:t' } }, 'SQS queue'],
  ])('with a function of %j is refused by name', async (properties, reason) => {
    await expect(cloud.fn('bad', ECHO, properties)).rejects.toThrow(reason);
  });

  test('with a role that Lambda cannot take is refused', async () => {
    const Role = await cloud.role('trusts-iot', [], 'iot.amazonaws.com');

    await expect(cloud.fn('bad', ECHO, { Role })).rejects.toThrow('cannot be assumed by Lambda');
  });

  test('may hold the function behind a bucket deployment, which never runs', async () => {
    const { ref } = await cloud.create('AWS::Lambda::Function', 'CustomCDKBucketDeployment8693', {
      Runtime: 'python3.13',
      Handler: 'index.handler',
      Code: { S3Bucket: 'assets', S3Key: 'none.zip' },
      Role: 'arn:aws:iam::000000000000:role/runner',
      Layers: ['arn:aws:lambda:x:1:layer:y:1'],
    });

    await expect(cloud.run(ref)).rejects.toMatchObject({ name: 'InvalidRuntimeException' });
  });

  test.each([{ Principal: 'x', PrincipalOrgID: 'o' }, { EventSourceToken: 't' }])(
    'with a permission of %j is refused by name',
    async (properties) => {
      await cloud.fn('echo', ECHO);

      await expect(permission({ FunctionName: 'echo', ...properties })).rejects.toThrow(
        Object.keys(properties).at(-1) ?? '',
      );
    },
  );
});
