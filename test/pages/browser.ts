/** A real browser: Chromium as its npm package brings it, without the switches by which it would check less. */
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * Meant for scraping: pages here must pass every check that people's browsers make. In a single process the whole browser
 * ends with the first of its visitors.
 */
const LAX = ['--disable-web-security', '--allow-running-insecure-content', '--single-process'];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args.filter((arg) => !LAX.includes(arg)),
  });
}
