/** Reads a command's part of the command line. */
import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { DEFAULT_FOLDER } from '#demo/local-options.ts';
import { misused } from './refusal.ts';

/** In the help of each command. */
export const DATA_HELP = `  --data DIR         the system that runs on this folder (default ${DEFAULT_FOLDER})`;

/** The option that all commands have. */
export const DATA = { data: { type: 'string', default: DEFAULT_FOLDER } } as const;

export const folderOf = ({ data }: { data: string }) => resolve(data);

/** Options, and as many further words as `words` names. @throws Refusal with a line for the person. */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  words: readonly string[] = [],
) {
  const { values, positionals } = parse(args, options);
  const surplus = positionals[words.length];
  if (surplus !== undefined) misused(`Unexpected argument '${surplus}'`);
  return { values, positionals };
}

function parse<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'unknown');
  }
}
