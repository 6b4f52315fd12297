/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly sections: readonly string[];
  readonly json: string;
  readonly quick: boolean;
  readonly tests: boolean;
}

export const help = (sections: readonly { name: string; measures: string }[]) =>
  `npm run bench -- [SECTION …] [options]

Measures the project on this machine: all sections, or the named ones.

${sections.map(({ name, measures }) => `  ${name.padEnd(12)} ${measures}`).join('\n')}

  --quick      fewer repeats: a look, not a result
  --tests      let the section "times" run npm test too
  --json FILE  where the figures go as JSON (default bench-results.json)
  --help       this text

How it is measured and how to read it: bench/README.md`;

/** @throws Error with one line for the person. */
export function readBenchOptions(
  args: readonly string[],
  known: readonly string[],
): BenchOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: true,
    options: {
      json: { type: 'string', default: 'bench-results.json' },
      quick: { type: 'boolean', default: false },
      tests: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no section ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const { json, quick, tests } = values;
  return { sections: positionals, json, quick, tests };
}
