/** The CDK app: bundles the functions and synthesizes the stacks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from '#lib/bundle.ts';
import { remoteWipe } from '#lib/remote-wipe.ts';

// A folder of its own: several may synthesize at once. What is in it has been copied by the time of the exit.
const bundles = mkdtempSync(join(tmpdir(), 'remote-wipe-bundles-'));
process.once('exit', () => rmSync(bundles, { recursive: true, force: true }));

remoteWipe(new App(), bundleFunctions(bundles));
