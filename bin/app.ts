/** The CDK app: bundles the functions, builds the pages and synthesizes the stacks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '#lib/build-pages.ts';
import { bundleFunctions } from '#lib/bundle.ts';

// A folder of its own: several may synthesize at once. What is in it has been copied by the time of the exit.
const folder = mkdtempSync(join(tmpdir(), 'remote-wipe-built-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

// The CDK takes as long to load as the functions and the pages take to build, which others do meanwhile.
const building = Promise.all([
  bundleFunctions(join(folder, 'functions')),
  buildPages('portal', join(folder, 'portal')),
  buildPages('console', join(folder, 'console')),
]);
const [{ App }, { remoteWipe }] = await Promise.all([
  import('aws-cdk-lib'),
  import('#lib/remote-wipe.ts'),
]);

const [bundles, portal, console] = await building;
remoteWipe(new App(), { bundles, pages: { portal, console } });
