/** The CDK app: bundles the functions and synthesizes the stacks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '#lib/bundle.ts';

// A folder of its own: several may synthesize at once. What is in it has been copied by the time of the exit.
const bundles = mkdtempSync(join(tmpdir(), 'remote-wipe-bundles-'));
process.once('exit', () => rmSync(bundles, { recursive: true, force: true }));

// The CDK takes as long to load as the functions take to bundle, which another process does meanwhile.
const bundling = bundleFunctions(bundles);
const [{ App }, { remoteWipe }] = await Promise.all([
  import('aws-cdk-lib'),
  import('#lib/remote-wipe.ts'),
]);

remoteWipe(new App(), await bundling);
