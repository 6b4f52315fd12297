/** How the portal's pages are built: hashed files in `assets/`, which may be kept for ever, and one page. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { woff2Only } from '#browser/woff2-only.ts';

/** The first words in Japanese come beside the first script, and not only once it has asked for them. */
const wordsAtOnce = (): Plugin => ({
  name: 'words-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((file) => file.type === 'chunk' && file.name === 'ja-first')
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head',
        })),
  },
});

// Vite wants a default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [woff2Only(), wordsAtOnce()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // What is inlined as a data: address would not pass the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  logLevel: 'warn',
});
