/** Makes a picture of every page in every state, in both languages, light and dark, wide and narrow. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { onSystem } from '#demo/on-system.ts';
import { Operator } from '#demo/operator.ts';
import { signIn } from '#demo/sign-in.ts';
import type { System } from '#demo/system.ts';
import { openBrowser } from '#test/pages/browser.ts';
import { consoleStates } from '#test/pages/console-states.ts';
import { CONTROL_STATES } from '#test/pages/control-states.ts';
import { showing } from '#test/pages/showing.ts';
import { looksOf, type PageState, pageStates } from '#test/pages/states.ts';
import { CONSOLE_LOOKS, type Looks, type Site, Visitor } from '#test/pages/visitor.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `npm run screenshots -- [NAME …] [--out FOLDER]

Writes NAME-LANGUAGE-SCHEME-WIDTH.png for every page and state whose name begins with one of those given, or for all,
into .build/screenshots unless another folder is named.`;

/** Pages of one kind with their states, and how they are looked at. */
interface Gallery {
  readonly site: Site;
  readonly states: readonly PageState[];
  readonly looksOf: (state: PageState) => readonly Looks[];
  /** Pixels, where a picture does not show the whole page however long it is. */
  readonly height?: number;
}

async function galleriesOf({ api, console: operations, issuer }: System): Promise<Gallery[]> {
  const operator = new Operator(api, await signIn(issuer, 'operator'));
  return [
    {
      site: { origin: api, issuer, kind: 'portal' },
      states: await pageStates(),
      looksOf,
    },
    {
      site: { origin: operations, issuer, kind: 'console' },
      states: [...consoleStates(await operator.workflow()), ...CONTROL_STATES],
      looksOf: () => CONSOLE_LOOKS,
      // Cloudscape lays itself out anew for a picture of the whole page, and is caught in the middle of it.
      height: 1600,
    },
  ];
}

async function takePictures(names: readonly string[], out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await onSystem({}, async (system) => {
    const browser = await openBrowser();
    try {
      let taken = 0;
      for (const gallery of await galleriesOf(system)) {
        const wanted = gallery.states.filter(
          ({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
        );
        taken += wanted.length;
        await takeGallery(browser, { ...gallery, states: wanted }, out);
      }
      if (taken === 0) throw new Error(`no page has a state named ${names.join(' or ')}`);
    } finally {
      await browser.close();
    }
  });
}

async function takeGallery(browser: Browser, gallery: Gallery, out: string): Promise<void> {
  const show = showing(() => Visitor.come(browser, gallery.site));
  for (const state of gallery.states) {
    const visitor = await show(state);
    for (const looks of gallery.looksOf(state)) {
      const { language, scheme, width } = looks;
      await visitor.look(looks);
      if (gallery.height) await visitor.page.setViewportSize({ width, height: gallery.height });
      const path = join(out, `${state.name}-${language}-${scheme}-${width}.png`);
      await visitor.page.screenshot({ path, fullPage: gallery.height === undefined });
    }
    console.log(state.name);
  }
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
