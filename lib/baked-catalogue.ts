/** Puts the catalogue into bundles as the data it is: read and checked while bundling, not when a function starts. */
import type { Plugin } from 'esbuild';
import { catalogueData } from '#catalogue/catalogue-data.ts';
import { MODELS_FILE } from '#catalogue/read-models.ts';

/** A malformed file fails the build, by file and line. */
export const bakedCatalogue = (file: string = MODELS_FILE): Plugin => ({
  name: 'baked-catalogue',
  setup(build) {
    build.onLoad({ filter: /[/\\]catalogue[/\\]data\.ts$/ }, () => ({
      contents: Object.entries(catalogueData(file))
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n'),
      loader: 'js',
    }));
  },
});
