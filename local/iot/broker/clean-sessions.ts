/**
 * What aedes keeps of sessions: nothing, as only clean sessions are let in and QoS 2 is not. Retained messages are
 * kept before a packet gets this far; wills live as long as their connections.
 */
import { Readable } from 'node:stream';
import type { RetainedMessages } from '../retained.ts';

/** The persistence that aedes asks for (aedes-persistence, "API"). */
export function createCleanSessions(retained: RetainedMessages) {
  const nothing = async () => undefined;
  return {
    setup: nothing,
    storeRetained: nothing,
    createRetainedStreamCombi: (filters: readonly string[]) =>
      Readable.from(
        filters
          .flatMap((filter) => retained.get(filter) ?? [])
          .map((message) => ({ ...message, cmd: 'publish', retain: true })),
      ),
    addSubscriptions: nothing,
    removeSubscriptions: nothing,
    cleanSubscriptions: nothing,
    subscriptionsByClient: async () => [],
    subscriptionsByTopic: async () => [],
    outgoingEnqueue: nothing,
    outgoingEnqueueCombi: nothing,
    outgoingUpdate: nothing,
    outgoingClearMessageId: nothing,
    outgoingStream: () => Readable.from([]),
    cleanIncoming: nothing,
    putWill: nothing,
    delWill: nothing,
    streamWill: () => Readable.from([]),
  };
}
