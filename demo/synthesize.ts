/** Synthesizes the app, in a process of its own: the CDK's memory is not the local system's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../bin/app.ts', import.meta.url));

/**
 * Writes the cloud assembly into `outdir`, anew; `context` is what `cdk synth -c` would give.
 * @throws Error with what the app said when it fails.
 */
export async function synthesize(
  outdir: string,
  context: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  const child = spawn(process.execPath, [APP], {
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      // The CDK's own look at its templates takes three quarters of the time; a test and `npx cdk` have it.
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the app could not be synthesized:\n${said}`);
}
