/** A real browser: Chromium for Linux as its npm package brings it, without the switches by which it would check less. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * Meant for scraping: pages here must pass every check that people's browsers make. In a single process the whole browser
 * ends with the first of its visitors.
 */
const LAX = ['--disable-web-security', '--allow-running-insecure-content', '--single-process'];

const PACKAGE = join(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '..',
  'bin',
);

/** A page's process is there sooner where it begins as a copy of one that waits for this. */
const EACH_FROM_NOTHING = ['--no-zygote'];

/** Drawing by a graphics card that is not there costs twice the drawing by the processor. */
const GRAPHICS = [
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

const UNWANTED = [...LAX, ...GRAPHICS, ...EACH_FROM_NOTHING];

/** Unpacks it, with the libraries that a bare machine lacks, where that was not done before. Not two at a time. */
export async function unpackBrowser(): Promise<{ executablePath: string; libraries: string }> {
  const executablePath = await sparticuz.executablePath();
  const libraries = await inflate(join(PACKAGE, 'al2023.tar.br'));
  return { executablePath, libraries: join(libraries, 'lib') };
}

/** Fonts that pages bring are much of the work of opening a page, and nothing to whoever reads it by its words. */
export const WITHOUT_FONTS = '--disable-remote-fonts';

/** Threads that improve scripts while these run take more than they give where every processor is at work. */
export const SCRIPTS_ON_ONE_THREAD = '--js-flags=--single-threaded';

/** `switches` are for browsers whose speed is not the matter. */
export async function openBrowser(...switches: readonly string[]): Promise<Browser> {
  const { executablePath, libraries } = await unpackBrowser();
  return chromium.launch({
    executablePath,
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    args: [
      ...sparticuz.args.filter((arg) => !UNWANTED.includes(arg)),
      '--disable-gpu',
      ...switches,
    ],
  });
}
