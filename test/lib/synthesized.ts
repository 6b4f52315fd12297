/** The templates as `cdk synth` writes them, with stand-ins for the bundled functions. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENTS } from '#functions/contract/environment.ts';
import { remoteWipe } from '#lib/remote-wipe.ts';

/** An app that is not synthesized yet; `remove` takes its files away again. */
export function makeApp(context: Readonly<Record<string, unknown>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'remote-wipe-'));
  for (const name of Object.keys(ENVIRONMENTS)) {
    mkdirSync(join(folder, 'functions', name), { recursive: true });
    writeFileSync(join(folder, 'functions', name, 'index.mjs'), `// ${name}`);
  }
  const app = new App({ outdir: join(folder, 'out'), context });
  const stacks = remoteWipe(app, join(folder, 'functions'));
  return { app, ...stacks, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Both templates. CDK's own validation of templates takes seconds, so it runs in a test of its own. */
export function synthesize(context?: Readonly<Record<string, unknown>>) {
  process.env['CDK_VALIDATION'] = 'false';
  const { records, service, remove } = makeApp(context);
  try {
    return { records: Template.fromStack(records), service: Template.fromStack(service) };
  } finally {
    remove();
  }
}
