import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { PAGE_PATHS } from '#lib/page-paths.ts';
import { FunctionRuntime } from '#local/cloudfront/function-runtime.ts';

const runtime = new FunctionRuntime(PAGE_PATHS);
const Answer = z.object({ uri: z.string() });
const pathFor = (uri: string) => Answer.parse(runtime.run({ request: { uri } })).uri;

const WIPE = `${'-'.repeat(43)}.1`;

describe('the path of a page', () => {
  test.each([
    '/',
    '/callback',
    '/lines/line-0001',
    `/lines/line.1/handsets/${'_'.repeat(43)}/wipe`,
    `/wipes/${WIPE}`,
    '/assets',
    '/v1',
    '/lines/%E5%9B%9E%E7%B7%9A',
    '/lines/..x/x..',
    '/lines/%2e%2E/x',
    '/..%2fconfig.json/x',
  ])('%s shows the page', (uri) => {
    expect(pathFor(uri)).toBe('/index.html');
  });

  test.each([
    '/assets/index-0A1B.js',
    '/assets/unknown',
    '/assets/fonts/slice.woff2',
    '/config.json',
    '/favicon.svg',
    '/.env',
    '/..',
    '/assets/../config.json',
  ])('%s is that of a file, be it there or not', (uri) => {
    expect(pathFor(uri)).toBe(uri);
  });
});

test('the function is small enough for CloudFront, and uses no syntax that its runtime lacks', () => {
  expect(Buffer.byteLength(PAGE_PATHS)).toBeLessThan(10_240);
  expect(PAGE_PATHS).not.toMatch(
    /\b(class|for \(|import|require)\b|\.\.\.|\?\.|\?\?|=>|(?<=var )[{[]/,
  );
});
