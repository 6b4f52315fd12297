/** What the operations of the API work on. */
import type { CloudContext } from '../../part.ts';
import type { ExecutionDirectory } from '../execution/directory.ts';
import type { Runner } from '../execution/runner.ts';
import type { Journal } from '../journal/journal.ts';
import type { Machines } from '../machines.ts';
import type { Tokens } from '../tokens.ts';

export interface Service {
  readonly context: CloudContext;
  readonly machines: Machines;
  readonly directory: ExecutionDirectory;
  readonly journal: Journal;
  readonly runner: Runner;
  readonly tokens: Tokens;
}

/** Times in the API are epoch seconds. */
export const epochSeconds = (milliseconds: number) => milliseconds / 1000;
