/** Publishing to handsets through AWS IoT: QoS 1, never retained. */
import { type IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { type CommandAnswer, type Notice, topics } from '#domain/protocol/envelope.ts';

export function handsetTopics(client: IoTDataPlaneClient) {
  const publish = async (topic: string, payload: unknown) => {
    await client.send(new PublishCommand({ topic, qos: 1, payload: JSON.stringify(payload) }));
  };
  return {
    /** "Something waits for you": reaches the handset only if it is connected just now. */
    notice: (enrolmentId: string) => publish(topics(enrolmentId).notice, { v: 1 } satisfies Notice),

    answer: (enrolmentId: string, answer: CommandAnswer) =>
      publish(topics(enrolmentId).command, answer),
  };
}

export type HandsetTopics = ReturnType<typeof handsetTopics>;
