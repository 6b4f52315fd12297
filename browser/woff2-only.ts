/** Fonts for browsers that read no WOFF2 have no place in what is built: none of those runs these pages. */
import type { Plugin } from 'vite';

export const woff2Only = (): Plugin => ({
  name: 'woff2-only',
  enforce: 'pre',
  transform: (code, id) =>
    /@fontsource.*\.css$/.test(id)
      ? code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
      : undefined,
});
