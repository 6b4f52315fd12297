/** The templates as `cdk synth` writes them, with stand-ins for the bundled functions and the built pages. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENTS, type FunctionName } from '#functions/contract/environment.ts';
import { type addStacks, remoteWipe } from '#lib/remote-wipe.ts';
import { flatten } from './flatten.ts';

const isFunctionName = (name: string): name is FunctionName => name in ENVIRONMENTS;

export const FUNCTION_NAMES = Object.keys(ENVIRONMENTS).filter(isFunctionName);

/** What Vite makes, in small. */
const PAGES = {
  'index.html': '<script type="module" src="/assets/index-0A1B.js"></script>',
  'favicon.svg': '<svg/>',
  'assets/index-0A1B.js': '// the page',
};

/** An app that is not synthesized yet; `remove` takes its files away again. */
export function makeApp(
  context: Readonly<Record<string, unknown>> = {},
  add: typeof addStacks = remoteWipe,
) {
  const folder = mkdtempSync(join(tmpdir(), 'remote-wipe-'));
  for (const name of FUNCTION_NAMES) {
    mkdirSync(join(folder, 'functions', name), { recursive: true });
    writeFileSync(join(folder, 'functions', name, 'index.mjs'), `// ${name}`);
  }
  const pages = { portal: join(folder, 'portal'), console: join(folder, 'console') };
  for (const site of Object.values(pages))
    for (const [name, content] of Object.entries(PAGES)) {
      mkdirSync(dirname(join(site, name)), { recursive: true });
      writeFileSync(join(site, name), content);
    }
  const app = new App({ outdir: join(folder, 'out'), context });
  const stacks = add(app, { bundles: join(folder, 'functions'), pages });
  return { app, ...stacks, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** All templates. */
export function synthesize(context?: Readonly<Record<string, unknown>>) {
  const { records, service, edge, console, remove } = makeApp(context);
  try {
    return {
      records: Template.fromStack(records),
      service: Template.fromStack(service),
      edge: Template.fromStack(edge),
      console: Template.fromStack(console),
      edgeRegion: edge.region,
      protectedStacks: [records, service, edge, console].map(
        (stack) => stack.terminationProtection,
      ),
    };
  } finally {
    remove();
  }
}

export type Synthesized = ReturnType<typeof synthesize>;

/** All resources of a type in the edge stack. */
export const edgeResources = ({ edge }: Synthesized, type: string) =>
  Object.entries(edge.findResources(type)).map(([logicalId, resource]) => ({
    logicalId,
    ...flatten(resource, edge.toJSON()),
  }));

/** All resources of a type, in the stack of records or of the service, with references flattened to text. */
export function resourcesOf({ records, service }: Synthesized, type: string) {
  return [records, service].flatMap((template) =>
    Object.entries(template.findResources(type)).map(([logicalId, resource]) => ({
      logicalId,
      ...flatten(resource, records.toJSON()),
    })),
  );
}

/** The Lambda function of a name of the contract. */
export function functionOf(templates: Synthesized, name: FunctionName) {
  const found = resourcesOf(templates, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties['Description'] === `Remote wipe: ${name}`,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} × ${name}`);
  return only;
}
