/** How the portal's pages are built: hashed files in `assets/`, which may be kept for ever, and one page. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Vite wants a default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
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
