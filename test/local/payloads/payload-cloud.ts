/** A cloud with everything that calls functions, and a function that writes down what it is called with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IoTClient } from '@aws-sdk/client-iot';
import * as z from 'zod';
import { createHttpApi } from '#local/http-api/part.ts';
import { createIot, type Iot } from '#local/iot/part.ts';
import { createKms } from '#local/kms/part.ts';
import { createScheduler } from '#local/scheduler/part.ts';
import { createSns } from '#local/sns/part.ts';
import { createStepFunctions } from '#local/step-functions/part.ts';
import { eventually, type LambdaCloud, lambdaCloud } from '../lambda/lambda-cloud.ts';
import { signedCall } from '../signed-call.ts';

export interface PayloadCloud extends LambdaCloud {
  readonly iot: Iot;
  readonly registry: IoTClient;
  /** A function that records its events for `name`, and may be called by these principals. */
  recorder(name: string, principals?: readonly string[]): Promise<string>;
  /** The first event that the recorder was given. */
  recorded(name: string): Promise<unknown>;
  /** A queue that these principals may send to. */
  queue(name: string, principals?: readonly string[]): Promise<{ url: string; arn: string }>;
  /** What ReceiveMessage answers, as it stands on the wire, once there is a message. */
  received(url: string): Promise<z.output<typeof receivedMessages>>;
}

const RECORDER = `
  import { appendFileSync } from 'node:fs';
  export const handler = async (event) => {
    appendFileSync(process.env.FILE, JSON.stringify(event) + '\\n');
    return event;
  };`;

const receivedMessages = z.looseObject({
  Messages: z
    .array(z.looseObject({ Body: z.string(), MessageAttributes: z.unknown().optional() }))
    .min(1),
});

export async function payloadCloud(dataDir: string): Promise<PayloadCloud> {
  const made: Iot[] = [];
  const cloud = await lambdaCloud(dataDir, {
    callers(context, functions, { queues, iam: { canAssume } }) {
      const kms = createKms(context);
      const iot = createIot(context, { functions, queues, canAssume, ports: { mqtt: 0 } });
      made.push(iot);
      const inbox = { put: () => Promise.reject(new Error('no messages to people here')) };
      return [
        kms,
        iot,
        createSns(context, { functions, queues, inbox, requireKeyUse: kms.requireUse }),
        createStepFunctions(context, { functions, canAssume }),
        createHttpApi(context, { functions, port: 0 }),
        createScheduler(context, { functions, queues, canAssume }),
      ];
    },
  });
  const [iot] = made;
  if (iot === undefined) throw new Error('no IoT part');
  const fileOf = (name: string) => join(dataDir, `${name}.jsonl`);

  return {
    ...cloud,
    iot,
    registry: new IoTClient(cloud.client()),
    async recorder(name, principals = []) {
      const Environment = { Variables: { FILE: fileOf(name) } };
      const arn = await cloud.fn(name, RECORDER, { Environment });
      for (const principal of principals)
        await cloud.create('AWS::Lambda::Permission', `${name}For${principal.replace(/\W/g, '')}`, {
          Action: 'lambda:InvokeFunction',
          FunctionName: arn,
          Principal: principal,
        });
      return arn;
    },
    recorded: (name) =>
      eventually((): unknown => {
        const [first = ''] = textOf(fileOf(name)).split('\n');
        return first === '' ? undefined : JSON.parse(first);
      }),
    async queue(name, principals = []) {
      const { ref, attributes } = await cloud.create('AWS::SQS::Queue', name, { QueueName: name });
      const arn = String(attributes['Arn']);
      if (principals.length > 0)
        await cloud.create('AWS::SQS::QueuePolicy', `${name}Policy`, {
          Queues: [ref],
          PolicyDocument: {
            Statement: principals.map((Service) => ({
              Effect: 'Allow',
              Principal: { Service },
              Action: 'sqs:SendMessage',
              Resource: arn,
            })),
          },
        });
      return { url: ref, arn };
    },
    received: (url) =>
      eventually(async () => {
        const response = await signedCall(cloud.url, cloud.client().credentials, {
          service: 'sqs',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': 'AmazonSQS.ReceiveMessage',
          },
          body: JSON.stringify({
            QueueUrl: url,
            MessageSystemAttributeNames: ['All'],
            MessageAttributeNames: ['All'],
          }),
        });
        return receivedMessages.safeParse(await response.json()).data;
      }),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
