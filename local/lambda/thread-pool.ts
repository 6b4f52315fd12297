/** The threads of all functions: so many in all, warm ones first, the longest idle one goes when another is needed. */
import { AwsError } from '../aws/error.ts';
import type { LambdaFunction } from './function.ts';
import type { FunctionThread, ThreadPlace, ThreadRequest } from './function-thread.ts';
import type { Outcome } from './outcome.ts';

interface PoolOptions {
  /** Threads in all. */
  readonly limit: number;
  /** Threads that may start at a time: more of them only slow each other down. */
  readonly starts: number;
  /** Real milliseconds that an invocation waits for a thread before it is throttled. */
  readonly patience: number;
  readonly makeThread: (owner: LambdaFunction, place: ThreadPlace) => FunctionThread;
}

interface Waiting {
  readonly owner: LambdaFunction;
  readonly resolve: (thread: FunctionThread) => void;
  readonly reject: (reason: AwsError) => void;
  /** How much another thread for it has come to be worth. */
  need: Need;
}

/**
 * What may be done for an invocation of a function that has threads: wait for one of them, start another in a free
 * place, or take a place from somebody else.
 */
type Need = 'little' | 'some' | 'great';

/**
 * Real milliseconds of waiting after which the need grows. A thread that is warm runs most functions several times
 * while another one starts, and code that runs in fewer threads is compiled fewer times.
 */
const GROWING_NEED: readonly (readonly [number, Need])[] = [
  [250, 'some'],
  [4_000, 'great'],
];

export class ThreadPool {
  readonly #options: PoolOptions;
  readonly #threads = new Set<FunctionThread>();
  #waiting: Waiting[] = [];
  #uses = 0;
  #ended = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @throws AwsError `TooManyRequestsException` (429), `ServiceException` once the pool has ended. */
  async run(owner: LambdaFunction, request: ThreadRequest): Promise<Outcome> {
    if (this.#ended) throw stopping();
    this.#respectReservation(owner);
    const thread = this.#take(owner) ?? (await this.#wait(owner));
    try {
      return await thread.run(request);
    } finally {
      thread.busy = false;
      this.#serve();
    }
  }

  /** Ends all threads, whatever they do. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
  #respectReservation(owner: LambdaFunction): void {
    const { reservedConcurrency } = owner.settings;
    const running = [...this.#threads].filter((each) => each.busy && each.function === owner);
    const waiting = this.#waiting.filter((each) => each.owner === owner);
    if (running.length + waiting.length >= (reservedConcurrency ?? Number.POSITIVE_INFINITY))
      throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
  }

  #take(owner: LambdaFunction, need: Need = 'little'): FunctionThread | undefined {
    const idle = [...this.#threads]
      .filter((thread) => !thread.busy && !thread.ended)
      .sort((left, right) => left.usedAt - right.usedAt);
    const warm = idle.findLast((thread) => thread.function === owner);
    const thread = warm ?? (this.#mayGrow(owner, need) ? this.#make(owner, idle) : undefined);
    if (thread === undefined) return undefined;
    thread.busy = true;
    this.#uses += 1;
    thread.usedAt = this.#uses;
    return thread;
  }

  #threadsOf(owner: LambdaFunction): number {
    return [...this.#threads].filter((thread) => thread.function === owner && !thread.ended).length;
  }

  /**
   * A function without a thread gets one. Further ones come from places that are free, up to its share: under load,
   * functions that took threads from each other would spend the time on cold starts.
   */
  #mayGrow(owner: LambdaFunction, need: Need): boolean {
    const { limit } = this.#options;
    const own = this.#threadsOf(owner);
    if (need === 'great' || own === 0) return true;
    return need === 'some' && this.#threads.size < limit && own < Math.max(2, limit / 4);
  }

  #make(owner: LambdaFunction, idle: readonly FunctionThread[]): FunctionThread | undefined {
    const { limit, starts, makeThread } = this.#options;
    // Whoever has several gives one up before anybody gives up its only one.
    const oldest = idle.find((thread) => this.#threadsOf(thread.function) > 1) ?? idle[0];
    const starting = [...this.#threads].filter((thread) => thread.starting && !thread.ended);
    const full = this.#threads.size >= limit;
    if (starting.length >= starts || (full && oldest === undefined)) return undefined;
    // The place goes to the new thread at once; it starts when the old one is gone.
    if (full && oldest !== undefined) this.#threads.delete(oldest);
    const made = makeThread(owner, {
      after: full ? oldest?.end() : undefined,
      onStarted: () => this.#serve(),
      onEnd: (thread) => {
        this.#threads.delete(thread);
        this.#serve();
      },
    });
    this.#threads.add(made);
    return made;
  }

  async #wait(owner: LambdaFunction): Promise<FunctionThread> {
    const { promise, resolve, reject } = Promise.withResolvers<FunctionThread>();
    const waiting: Waiting = { owner, resolve, reject, need: 'little' };
    this.#waiting.push(waiting);
    const growing = GROWING_NEED.map(([after, need]) =>
      setTimeout(() => {
        waiting.need = need;
        this.#serve();
      }, after),
    );
    const timer = setTimeout(() => {
      this.#waiting = this.#waiting.filter((each) => each !== waiting);
      reject(throttled('ConcurrentInvocationLimitExceeded'));
    }, this.#options.patience);
    return await promise.finally(() => {
      for (const each of growing) clearTimeout(each);
      clearTimeout(timer);
    });
  }

  /** Who came first is served first, but nobody waits for a thread that somebody else needs. */
  #serve(): void {
    for (const waiting of [...this.#waiting]) {
      const thread = this.#take(waiting.owner, waiting.need);
      if (thread === undefined) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve(thread);
    }
  }
}

function stopping(): AwsError {
  return new AwsError('ServiceException', 'the local cloud is stopping', { status: 500 });
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
function throttled(reason: string): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    detail: { Reason: reason, Type: 'User' },
  });
}
