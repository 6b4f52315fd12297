import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DefinitionBody,
  Errors,
  Fail,
  IntegrationPattern,
  JitterType,
  JsonPath,
  Pass,
  StateMachine,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import * as z from 'zod';
import { temporaryFolder } from '../small-cloud.ts';
import { type Flow, FUNCTION, flow, MACHINE, NOON, taskMachine } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let cloud: Flow;
beforeEach(async () => {
  folder = temporaryFolder();
  cloud = await flow(folder.path);
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const RoleArn = 'arn:aws:iam::000000000000:role/workflow';
const machineArn = (name: string) =>
  `arn:aws:states:ap-northeast-1:000000000000:stateMachine:${name}`;

describe('AWS::StepFunctions::StateMachine', () => {
  test('answers its ARN, its name and its revision', async () => {
    const created = await cloud.cloud.create(MACHINE, 'Flow', {
      RoleArn,
      StateMachineType: 'STANDARD',
      DefinitionString: JSON.stringify(taskMachine()),
      LoggingConfiguration: { Level: 'ALL' },
      TracingConfiguration: { Enabled: true },
      Tags: [],
    });

    const Arn = machineArn('Test-Flow-0A1B2C');
    expect(created).toEqual({
      ref: Arn,
      attributes: {
        Arn,
        Name: 'Test-Flow-0A1B2C',
        StateMachineRevisionId: expect.stringMatching(
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        ),
      },
    });
  });

  test('takes a definition as an object, with substitutions', async () => {
    const machine = await cloud.machine(
      {},
      {
        DefinitionString: undefined,
        Definition: {
          StartAt: 'A',
          States: { A: { Type: 'Pass', Result: `\${what} \${kept}`, End: true } },
        },
        DefinitionSubstitutions: { what: 7 },
      },
    );

    expect((await cloud.ended(await cloud.start(machine))).output).toBe(`7 \${kept}`);
  });

  test.each([
    ['an Express workflow', { StateMachineType: 'EXPRESS' }, 'only STANDARD'],
    [
      'a key of one’s own',
      { EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' } },
      'Type',
    ],
    ['a definition in a bucket', { DefinitionS3Location: {} }, 'DefinitionS3Location'],
    ['no definition', { DefinitionString: undefined }, 'exactly one of'],
    ['a bad name', { StateMachineName: 'a b' }, 'StateMachineName'],
    ['a bad definition', { DefinitionString: '{}' }, 'at /StartAt'],
  ])('refuses %s', async (_name, properties, message) => {
    await expect(cloud.machine(taskMachine(), properties)).rejects.toThrow(message);
  });

  test('refuses a role that does not trust Step Functions, and a name twice', async () => {
    const other = await cloud.cloud.role('other', [], 'lambda.amazonaws.com');
    await expect(cloud.machine(taskMachine(), { RoleArn: other })).rejects.toThrow(
      'Neither the global service principal states.amazonaws.com',
    );

    await cloud.machine(taskMachine(), { StateMachineName: 'one' });
    await expect(cloud.machine(taskMachine(), { StateMachineName: 'one' })).rejects.toMatchObject({
      code: 'StateMachineAlreadyExists',
    });
  });

  test('is what it was when the cloud starts again', async () => {
    const stateMachineArn = await cloud.machine(taskMachine());
    const describe = async (opened: Flow) =>
      await opened.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const { $metadata: _, ...first } = await describe(cloud);
    await cloud.stop();

    cloud = await flow(folder.path);
    cloud.clock.shift(1000);
    await cloud.machine(taskMachine());

    expect(await describe(cloud)).toMatchObject({ ...first, creationDate: new Date(NOON) });
  });
});

test('what CDK synthesizes is hosted', async () => {
  const stack = new Stack(new App(), 'Stack');
  const lambdaFunction = LambdaFunction.fromFunctionArn(stack, 'Function', FUNCTION);
  const check = new LambdaInvoke(stack, 'Check it', {
    lambdaFunction,
    payload: TaskInput.fromObject({ id: JsonPath.stringAt('$.id') }),
    resultSelector: { 'state.$': '$.Payload.id' },
    resultPath: '$.check',
    taskTimeout: Timeout.duration(Duration.minutes(1)),
  });
  const ask = new LambdaInvoke(stack, 'Ask', {
    lambdaFunction,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({ token: JsonPath.taskToken, run: JsonPath.executionName }),
    taskTimeout: Timeout.at('$.seconds'),
    heartbeatTimeout: Timeout.duration(Duration.seconds(30)),
  });
  const pause = new Wait(stack, 'Pause', { time: WaitTime.secondsPath('$.seconds') });
  const refused = new Fail(stack, 'Refused', { errorPath: JsonPath.stringAt('$.check.state') });
  check.addRetry({
    errors: [Errors.TASKS_FAILED],
    maxDelay: Duration.seconds(60),
    jitterStrategy: JitterType.FULL,
  });
  ask.addCatch(new Pass(stack, 'Late'), { errors: [Errors.TIMEOUT], resultPath: '$.error' });
  const choice = new Choice(stack, 'Which?')
    .when(
      Condition.stringEquals('$.check.state', 'ask'),
      ask.next(pause).next(new Succeed(stack, 'Done')),
    )
    .when(
      Condition.and(
        Condition.isPresent('$.no'),
        Condition.not(Condition.booleanEquals('$.no', false)),
      ),
      refused,
    )
    .otherwise(new Succeed(stack, 'Nothing'));
  new StateMachine(stack, 'Machine', {
    definitionBody: DefinitionBody.fromChainable(check.next(choice)),
    timeout: Duration.days(365),
  });
  const [resource] = Object.values(Template.fromStack(stack).findResources(MACHINE));
  const text = z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
    .parse(resource?.['Properties'].DefinitionString)
    ['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'aws'))
    .join('');

  const machine = await cloud.machine({}, { DefinitionString: text });

  expect(await cloud.ended(await cloud.start(machine, { id: 'x', no: true }))).toMatchObject({
    status: 'FAILED',
    error: 'x',
  });
});
