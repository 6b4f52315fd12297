/** Synthesizes the app into `cdk.out`, as `cdk synth` does, without the CDK's own validation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { contextOf } from '#demo/context.ts';
import { synthesize } from '#demo/synthesize.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `npm run synth -- [-c name=value]

Writes the CloudFormation templates and their assets into cdk.out, with the context of cdk.json and of -c.`;

const Configuration = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

function wholeContext(settings: readonly string[]): Record<string, unknown> {
  const text = readFileSync(join(PROJECT, 'cdk.json'), 'utf8');
  const { context } = Configuration.parse(JSON.parse(text));
  return { ...context, ...contextOf(settings) };
}

try {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else await synthesize(join(PROJECT, 'cdk.out'), wholeContext(values.context));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
