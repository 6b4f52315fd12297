/** The data plane's Publish: https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
import * as z from 'zod';
import type { AwsCall, AwsReply } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import { unknownOperation } from '../../endpoint/protocol.ts';
import type { Caller } from '../../iam/caller.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import { type Message, MOST_PAYLOAD_BYTES, messageUnits } from '../message.ts';
import { topicNameProblem } from '../topics.ts';
import { booleanText, invalidRequest, parse } from './operation.ts';

/** The parameters of MQTT 5 are not hosted, and refused by name. */
const parameters = z.strictObject({
  qos: z
    .enum(['0', '1'])
    .default('0')
    .transform((qos) => (qos === '1' ? 1 : 0)),
  retain: booleanText.default(false),
});

const principalOf = (caller: Caller) => (caller.kind === 'service' ? caller.principal : caller.arn);

export function createPublish(
  { access, usage }: Pick<CloudContext, 'access' | 'usage'>,
  arns: IotArns,
  publish: (message: Message) => Promise<void>,
): (call: AwsCall) => Promise<AwsReply> {
  const requirePermission = ({ caller }: AwsCall, action: string, topic: string) =>
    access.require({ caller, action, resource: arns.topic(topic) });

  return async (call) => {
    const topic = /^\/topics\/(.+)$/s.exec(call.path)?.[1];
    if (call.method !== 'POST' || topic === undefined)
      throw unknownOperation(call.service, `${call.method} ${call.path}`);
    const mqtt5 = Object.keys(call.headers).find((name) => name.startsWith('x-amz-mqtt5-'));
    if (mqtt5 !== undefined) throw invalidRequest(`${mqtt5} is not hosted`);
    const { qos, retain } = parse(parameters, Object.fromEntries(call.query));
    const problem = topicNameProblem(topic);
    if (problem !== undefined) throw invalidRequest(`topic ${topic}: ${problem}`);
    if (call.body.length > MOST_PAYLOAD_BYTES)
      throw new AwsError(
        'RequestEntityTooLargeException',
        `The payload is over ${MOST_PAYLOAD_BYTES} bytes`,
        { status: 413 },
      );
    requirePermission(call, 'iot:Publish', topic);
    if (retain) requirePermission(call, 'iot:RetainPublish', topic);
    const arn = principalOf(call.caller);
    const amount = messageUnits({ topic, payload: call.body });
    usage.count('iot', 'Message', { amount, caller: call.caller });
    await publish({ topic, payload: call.body, qos, retain, publisher: { kind: 'caller', arn } });
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'OK' }),
    };
  };
}
