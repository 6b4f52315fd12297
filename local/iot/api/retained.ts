/** The data plane's GetRetainedMessage and ListRetainedMessages. */
import * as z from 'zod';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { RetainedMessages } from '../retained.ts';
import { notFound, type RestOperation, restOperation } from './operation.ts';
import { pageOf, pageToken } from './page.ts';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_Operations_AWS_IoT_Data_Plane.html */
export function retainedOperations(
  context: Pick<CloudContext, 'access'>,
  retained: RetainedMessages,
  arns: IotArns,
): RestOperation[] {
  return [
    restOperation(context, {
      name: 'ListRetainedMessages',
      route: 'GET /retainedMessage',
      input: z.strictObject({
        maxResults: z.coerce.number().int().min(1).max(200).default(200),
        nextToken: pageToken,
      }),
      resource: () => '*',
      run({ maxResults, nextToken }) {
        const all = retained.all.map(({ topic, payload, qos, at }) => ({
          topic,
          payloadSize: payload.length,
          qos,
          lastModifiedTime: at,
        }));
        const { entries, next } = pageOf(all, maxResults, nextToken);
        return { retainedTopics: entries, nextToken: next };
      },
    }),

    restOperation(context, {
      name: 'GetRetainedMessage',
      route: 'GET /retainedMessage/{topic+}',
      input: z.strictObject({ topic: z.string() }),
      resource: ({ topic }) => arns.topic(topic),
      run({ topic }) {
        const message = retained.get(topic);
        if (message === undefined) throw notFound(`No retained message for topic ${topic}`);
        const { payload, qos, at } = message;
        return { topic, payload: payload.toString('base64'), qos, lastModifiedTime: at };
      },
    }),
  ];
}
