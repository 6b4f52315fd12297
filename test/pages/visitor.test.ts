import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { Visitor } from './visitor.ts';

let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  browser = await openBrowser();
  const nowhere = 'http://127.0.0.1:9';
  visitor = await Visitor.come(browser, { origin: nowhere, issuer: nowhere, kind: 'portal' });
});
afterAll(() => browser.close());

const page = (body: string) =>
  visitor.page.setContent(
    `<!doctype html><html lang="en"><title>A page</title><body><main><h1>A page</h1>${body}</main></body></html>`,
  );

describe('a visitor', () => {
  test('finds nothing wrong with a sound page', async () => {
    await page('<button>Go on</button>');

    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
  });

  test.each([
    ['a button without a name', '<button></button>', 'button-name'],
    ['pale words', '<p style="color: #bbb; background: #fff">Pale</p>', 'color-contrast'],
    [
      'small targets side by side',
      '<button style="all: unset; width: 9px; height: 9px" aria-label="a">a</button><button style="all: unset; width: 9px; height: 9px" aria-label="b">b</button>',
      'target-size',
    ],
  ])('notices %s', async (_what, body, rule) => {
    await page(body);

    const found = await visitor.violations();

    expect(found.some((line) => line.startsWith(`${rule}: `))).toBe(true);
  });

  test.each([
    [
      'pale',
      'p { color: #555; background: #444 }',
      '<p>Words that are pale in the dark</p>',
      'color-contrast',
    ],
    ['there', 'img { display: inline }', '<img src="data:,">', 'image-alt'],
    [
      'a pixel too small',
      'main button:last-child { width: 23px }',
      '<style>button { all: unset; display: inline-block; width: 24px; height: 24px }</style><button>a</button><button>b</button>',
      'target-size',
    ],
  ])('notices what is %s in the dark alone', async (_what, dark, body, rule) => {
    await page(
      `<style>img { display: none } @media (prefers-color-scheme: dark) { ${dark} }</style>${body}`,
    );
    const looks = { language: 'en', width: 1280 } as const;
    await visitor.look({ ...looks, scheme: 'light' });
    expect(await visitor.violations()).toEqual([]);

    await visitor.look({ ...looks, scheme: 'dark' });
    const found = await visitor.violations();

    expect(found.map((line) => line.split(':')[0])).toEqual([rule]);
    await visitor.look({ ...looks, scheme: 'light' });
  });

  test('notices a page that is wider than the window', async () => {
    await page('<div style="width: 1400px">Wide</div>');

    expect(await visitor.overflow()).toBeGreaterThan(0);
  });
});
