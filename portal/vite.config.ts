/** How the portal's pages are built: hashed files in `assets/`, which may be kept for ever, and one page. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Fonts for browsers that read no WOFF2 have no place here: none of those runs these pages. */
const woff2Only = (): Plugin => ({
  name: 'woff2-only',
  enforce: 'pre',
  transform: (code, id) =>
    /@fontsource.*\.css$/.test(id)
      ? code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
      : undefined,
});

/** The words in Japanese come beside the first script, and not only once it has asked for them. */
const wordsAtOnce = (): Plugin => ({
  name: 'words-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((file) => file.type === 'chunk' && file.name === 'ja')
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
