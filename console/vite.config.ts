/** How the console's pages are built: hashed files in `assets/`, which may be kept for ever, and one page. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { woff2Only } from '#browser/woff2-only.ts';

/**
 * Cloudscape brings its font inside its style sheet, which the content security policy does not let in. Under the name of
 * that font stands the one that has Japanese.
 */
const japaneseFont = (): Plugin => ({
  name: 'japanese-font',
  enforce: 'pre',
  transform(code, id) {
    if (/@cloudscape-design\/global-styles\/index\.css$/.test(id))
      return code.replace(/@font-face\s*\{[^}]*\}/g, '');
    if (/@fontsource.*\.css$/.test(id)) return code.replaceAll("'Noto Sans JP'", "'Open Sans'");
    return undefined;
  },
});

// Vite wants a default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [woff2Only(), japaneseFont()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  build: {
    target: 'es2022',
    // What is inlined as a data: address would not pass the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    emptyOutDir: true,
    rolldownOptions: {
      onLog: (level, log, handle) => {
        // Cloudscape marks its components for frameworks that render on servers too; nothing of it is lost here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  logLevel: 'warn',
});
