/**
 * The broker's own way from a published packet to its subscribers, in place of mqemitter: it matches topics as AWS
 * does, and it numbers packets when they leave. aedes numbers them when they come in and drops a packet whose number
 * is lower than the last one a client got; QoS 1 packets take longer inside, and were lost behind a QoS 0 one.
 */
import { TopicTree } from '../topics.ts';

interface Numbered {
  readonly topic: string;
  brokerCounter?: number;
}
type Listener = (packet: Numbered, done: () => void) => void;
type Done = (error?: Error) => void;

/** What aedes asks of its `mq`. */
export interface Emitter {
  on(filter: string, listener: Listener, done?: Done): void;
  removeListener(filter: string, listener: Listener, done?: Done): void;
  emit(packet: Numbered, done?: Done): void;
  close(done?: Done): void;
}

export function createEmitter(): Emitter {
  const listeners = new TopicTree<Listener>();
  let emitted = 0;
  let closed = false;
  return {
    on(filter, listener, done) {
      listeners.add(filter, listener);
      done?.();
    },
    removeListener(filter, listener, done) {
      listeners.delete(filter, listener);
      done?.();
    },
    // The publisher does not wait for its subscribers: a slow one must not hold up the others.
    emit(packet, done) {
      if (closed) return done?.(new Error('the broker is closed'));
      emitted += 1;
      packet.brokerCounter = emitted;
      for (const listener of listeners.match(packet.topic)) listener(packet, () => {});
      done?.();
    },
    close(done) {
      closed = true;
      done?.();
    },
  };
}
