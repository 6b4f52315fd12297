/** Everything that a crash drill collects, and that its checkers judge. Times are epoch milliseconds. */
import type { HandsetEvent } from '#demo/handset-process.ts';
import type { Record } from '#demo/subscriber.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { LifeOnDisk } from './lives.ts';

/** One request of a person: the same key, the same body, as often as it was sent. */
export interface RequestMade {
  readonly key: string;
  readonly lineId: string;
  readonly enrolmentId: string;
  /** Each answer that came, in order; none for a call that was cut off. */
  readonly answers: Answer[];
}

export type Answer =
  | { readonly status: 202; readonly wipeId: string }
  /** A refusal with its code. */
  | { readonly status: number; readonly code: string };

export interface CancellationMade {
  readonly wipeId: string;
  /** `cancelled`, or the code of the problem. */
  readonly answers: string[];
}

/** An item of a table as DynamoDB has it, without its types. */
export type Item = Readonly<{ [attribute: string]: unknown }>;

export interface TableSeen {
  readonly name: string;
  /** Names of the key attributes. */
  readonly key: readonly string[];
  readonly items: readonly Item[];
  readonly indexes: readonly {
    readonly name: string;
    readonly key: readonly string[];
    /** What it carries besides the keys; `all` for everything. */
    readonly carries: readonly string[] | 'all';
    readonly items: readonly Item[];
  }[];
}

export interface ExecutionSeen {
  readonly name: string;
  readonly status: string;
  readonly history: readonly {
    readonly id: number;
    readonly previous: number;
    readonly type: string;
  }[];
}

export interface MessageSeen {
  readonly at: number;
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
}

export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface LogLine {
  readonly part: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

export interface Evidence {
  /** Whose requests they were, as the service knows people. */
  readonly person: string;
  /** Whose lines they are. */
  readonly account: string;
  readonly requests: readonly RequestMade[];
  readonly cancellations: readonly CancellationMade[];
  readonly wipes: readonly Wipe[];
  /** Items of the table of wipes that are no wipes. */
  readonly malformedWipes: readonly unknown[];
  /** By wipe; a text says why there is none. */
  readonly records: ReadonlyMap<string, Record | string>;
  readonly tables: readonly TableSeen[];
  readonly executions: readonly ExecutionSeen[];
  readonly messages: readonly MessageSeen[];
  /** Where the account holder of each line is told. */
  readonly mailOf: ReadonlyMap<string, string>;
  readonly lives: readonly LifeOnDisk[];
  /** What handsets told of themselves. */
  readonly events: readonly HandsetEvent[];
  readonly deadLetters: readonly { readonly queue: string; readonly body: string }[];
  /** The cloud's own log. */
  readonly log: readonly LogLine[];
  /** Lines of the functions' logs that have a code. */
  readonly functionLog: readonly { readonly code: string; readonly line: string }[];
  /** How many invocations ran out of time, which is real time: so a busy machine explains it. */
  readonly timeouts: number;
  /** From each kill of the system to its being up again, on the cloud's clock. */
  readonly outages: readonly Outage[];
  /** Handsets that did not come to rest, by the serial number from 0. */
  readonly restless: readonly number[];
  /** Crews whose process ended without being killed. */
  readonly crashes: number;
}
