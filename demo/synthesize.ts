/** Synthesizes the app, in a process of its own: the CDK's memory is not the local system's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../bin/app.ts', import.meta.url));

/** Writes the cloud assembly into `outdir`. @throws Error with what the app said when it fails. */
export async function synthesize(outdir: string): Promise<void> {
  const child = spawn(process.execPath, [APP], {
    env: { ...process.env, CDK_OUTDIR: outdir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the app could not be synthesized:\n${said}`);
}
