/** The handset's memory on disk: one small file, replaced as a whole, one change after the other. */
import { join } from 'node:path';
import { Fault } from '#domain/fault.ts';
import { afterRestart, type Enrolled, Life } from './life.ts';
import { readIfPresent, replaceFile } from './replace-file.ts';

export interface Store {
  /** What is on disk. */
  readonly life: Life;
  /**
   * Replaces the life and resolves once it is on disk. `change` sees the outcome of every change before it. What it
   * throws is thrown here, and nothing is changed.
   */
  change<Next extends Life>(change: (life: Life) => Next | Promise<Next>): Promise<Next>;
}

/** Opens the store below a handset's `system` folder. @throws for a file that is no handset's memory. */
export async function openStore(system: string): Promise<Store> {
  const path = join(system, 'life.json');
  const text = await readIfPresent(path);
  let life: Life =
    text === undefined ? { state: 'blank' } : afterRestart(Life.parse(JSON.parse(text)));
  let last: Promise<unknown> = Promise.resolve();

  return {
    get life() {
      return life;
    },
    change(change) {
      const changed = last.then(async () => {
        const next = await change(life);
        await replaceFile(path, JSON.stringify(next));
        life = next;
        return next;
      });
      last = changed.catch(() => undefined);
      return changed;
    },
  };
}

/** The life as an enrolled one. @throws Fault `not-enrolled`. */
export function enrolled(life: Life): Enrolled {
  if (life.state === 'enrolled') return life;
  throw new Fault('not-enrolled', 'the handset has no enrolment');
}
