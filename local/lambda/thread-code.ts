/** The script that function threads run, as one JavaScript file: stripping types anew would double each cold start. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { replaceFile } from '../disk/replace-file.ts';

/** Answers the script's path; it is written once for each start of the cloud. */
export function threadScript(folder: string): () => Promise<string> {
  let written: Promise<string> | undefined;
  return () => {
    written ??= write(join(folder, 'thread.mjs'));
    return written;
  };
}

async function write(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./thread/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
  });
  replaceFile(path, outputFiles.map(({ text }) => text).join(''));
  return path;
}
