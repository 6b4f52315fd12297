/** Tells how a demonstration goes: lines for people, or JSON lines for machines. */

export interface Reporter {
  /** One step, with the seconds since the start. */
  step(text: string, facts?: Readonly<Record<string, unknown>>): void;
  /** A value in full, where people look; machines get it as the facts of a step. */
  show(value: unknown): void;
  /** How many of the handsets are done; redrawn in place on a terminal. */
  progress(done: number, of: number): void;
}

const BAR = 30;

export function createReporter({ json, started }: { json: boolean; started: number }): Reporter {
  const seconds = () => (performance.now() - started) / 1000;
  if (json)
    return {
      step: (text, facts = {}) =>
        console.log(
          JSON.stringify({ seconds: Number(seconds().toFixed(2)), step: text, ...facts }),
        ),
      show: () => undefined,
      progress: () => undefined,
    };
  const { stdout } = process;
  let drawn = false;
  return {
    step(text) {
      if (drawn) stdout.write('\n');
      drawn = false;
      stdout.write(`${seconds().toFixed(1).padStart(6)} s  ${text}\n`);
    },
    show(value) {
      const lines = JSON.stringify(value, null, 2).split('\n');
      stdout.write(`${lines.map((line) => `          ${line}`).join('\n')}\n`);
    },
    progress(done, of) {
      // Without a terminal a bar would only fill a log.
      if (!stdout.isTTY) return;
      const filled = Math.round((BAR * done) / of);
      stdout.write(`\r          [${'█'.repeat(filled)}${'·'.repeat(BAR - filled)}] ${done}/${of}`);
      drawn = true;
    },
  };
}
