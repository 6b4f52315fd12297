/** Makes a picture of every page in every state, in both languages, light and dark, wide and narrow. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { onSystem } from '#demo/on-system.ts';
import { openBrowser } from '#test/pages/browser.ts';
import { browserOf, looksOf, pageStates } from '#test/pages/states.ts';
import { Visitor } from '#test/pages/visitor.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `npm run screenshots -- [NAME …] [--out FOLDER]

Writes NAME-LANGUAGE-SCHEME-WIDTH.png for every page and state whose name begins with one of those given, or for all,
into .build/screenshots unless another folder is named.`;

async function takePictures(names: readonly string[], out: string): Promise<void> {
  const states = (await pageStates()).filter(
    ({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
  );
  if (states.length === 0) throw new Error(`no page has a state named ${names.join(' or ')}`);
  await mkdir(out, { recursive: true });
  await onSystem({}, async (system) => {
    const browser = await openBrowser();
    try {
      const visitors = new Map<string, Visitor>();
      for (const state of states) {
        const { name } = state;
        const visitor =
          visitors.get(browserOf(state)) ??
          (await Visitor.come(browser, {
            origin: system.api,
            issuer: system.issuer,
            leadsBy: 'links',
          }));
        visitors.set(browserOf(state), visitor);
        await visitor.show(state);
        for (const looks of looksOf(state)) {
          await visitor.look(looks);
          const { language, scheme, width } = looks;
          const path = join(out, `${name}-${language}-${scheme}-${width}.png`);
          await visitor.page.screenshot({ path, fullPage: true });
        }
        console.log(name);
      }
    } finally {
      await browser.close();
    }
  });
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(PROJECT, '.build', 'screenshots') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else await takePictures(positionals, values.out);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
