/** Brings asynchronous events to their functions, and again when they fail. */
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import type { CloudLogLine } from '../part.ts';
import type { EventQueue } from './event-queue.ts';
import type { Condition, FailedEvent } from './failed-event.ts';
import type { LambdaFunction } from './function.ts';
import type { FunctionDirectory } from './function-directory.ts';
import type { Outcome } from './outcome.ts';
import type { QueuedEvent } from './queued-event.ts';
import type { Run } from './run-function.ts';

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: a minute before the second
 * attempt, two before the third.
 */
const RETRY_DELAYS = [60_000, 120_000];
/** After throttling: 1 second, growing to 5 minutes (same page). */
const throttleDelay = (throttles: number) => Math.min(1000 * 2 ** throttles, 300_000);

interface DispatcherOptions {
  readonly queue: EventQueue;
  readonly directory: FunctionDirectory;
  readonly clock: Clock;
  /** Attempts at a time, so that events leave threads to synchronous calls. */
  readonly concurrency: number;
  readonly run: Run;
  readonly discard: (failed: FailedEvent) => Promise<void>;
  readonly log: (line: CloudLogLine) => void;
}

export class EventDispatcher {
  readonly #options: DispatcherOptions;
  readonly #timers = new Map<string, () => void>();
  #due: QueuedEvent[] = [];
  #running = 0;
  #state: 'new' | 'started' | 'stopped' = 'new';

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Resolves when the event is on disk. */
  async add(given: Pick<QueuedEvent, 'id' | 'functionArn' | 'payload'>): Promise<void> {
    const now = this.#options.clock.now();
    const event = { ...given, queuedAt: now, nextAt: now, failures: 0, throttles: 0 };
    await this.#options.queue.add(event);
    if (this.#state === 'started') this.#plan(event);
  }

  /** Starts with what an earlier run of the cloud left. */
  start(): void {
    this.#state = 'started';
    for (const event of this.#options.queue.events) this.#plan(event);
  }

  stop(): void {
    this.#state = 'stopped';
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #plan(event: QueuedEvent): void {
    const due = () => {
      this.#timers.delete(event.id);
      this.#due.push(event);
      this.#pump();
    };
    if (event.nextAt <= this.#options.clock.now()) due();
    else this.#timers.set(event.id, this.#options.clock.runAt(event.nextAt, due));
  }

  #pump(): void {
    while (this.#state === 'started' && this.#running < this.#options.concurrency) {
      const event = this.#due.shift();
      if (event === undefined) return;
      this.#running += 1;
      this.#attempt(event)
        .catch((error: unknown) => this.#report(event, error))
        .finally(() => {
          this.#running -= 1;
          this.#pump();
        });
    }
  }

  async #attempt(event: QueuedEvent): Promise<void> {
    const { directory, clock, queue } = this.#options;
    const owner = directory.functions.find(
      ({ settings }) => settings.arn === event.functionArn.replace(/:\$LATEST$/, ''),
    );
    if (owner === undefined) {
      this.#options.log({ part: 'lambda', event: 'event-without-function', requestId: event.id });
      return await queue.remove(event);
    }
    if (owner.settings.reservedConcurrency === 0)
      return await this.#giveUp(owner, event, 'ZeroReservedConcurrency');
    if (clock.now() - event.queuedAt > owner.eventInvoke.maximumAgeSeconds * 1000)
      return await this.#giveUp(owner, event, 'EventAgeExceeded');
    const outcome = await this.#run(owner, event);
    // What the end of the cloud cut short is tried again at its next start.
    if (this.#state === 'stopped') return;
    if (outcome === 'throttled') return await this.#delay(event, throttleDelay(event.throttles), 0);
    if (!outcome.failed) return await queue.remove(event);
    const delay = RETRY_DELAYS[event.failures];
    if (delay !== undefined && event.failures < owner.eventInvoke.retries)
      return await this.#delay(event, delay, 1);
    const last = { ...event, failures: event.failures + 1 };
    await this.#giveUp(owner, last, 'RetriesExhausted', outcome);
  }

  async #run(owner: LambdaFunction, { id, functionArn, payload }: QueuedEvent) {
    try {
      return await this.#options.run(owner, { requestId: id, functionArn, payload });
    } catch (error) {
      if (error instanceof AwsError) return 'throttled';
      throw error;
    }
  }

  async #delay(event: QueuedEvent, delay: number, failures: number): Promise<void> {
    const { queue, clock } = this.#options;
    const progress = {
      nextAt: clock.now() + delay,
      failures: event.failures + failures,
      throttles: failures === 0 ? event.throttles + 1 : 0,
    };
    const changed = await queue.progress(event, progress);
    if (this.#state === 'started') this.#plan(changed);
  }

  async #giveUp(
    owner: LambdaFunction,
    event: QueuedEvent,
    condition: Condition,
    outcome?: Outcome,
  ): Promise<void> {
    await this.#options.discard({ owner, event, condition, outcome });
    await this.#options.queue.remove(event);
  }

  /** The event stays on disk for the next start. */
  #report(event: QueuedEvent, error: unknown): void {
    if (this.#state === 'stopped') return;
    const reason = error instanceof Error ? error.name : 'unknown';
    this.#options.log({ part: 'lambda', event: 'event-stuck', requestId: event.id, reason });
  }
}
