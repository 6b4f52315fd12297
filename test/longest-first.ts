/** The order of test files: what takes longest begins first, so that no worker is left with it at the end. */
import { statSync } from 'node:fs';

interface TestFile {
  readonly path: string;
}

/** Folders whose tests start whole systems, or programs; and files of a few lines that look at every page there is. */
const LONG = /\/test\/(journeys|drill|demo)\/|accessible/;

/** Jest asks for a class that is exported by default: https://jestjs.io/docs/configuration#testsequencer-string */
export default class LongestFirst {
  sort<File extends TestFile>(files: readonly File[]): File[] {
    const sizes = new Map(files.map(({ path }) => [path, sizeOf(path)]));
    const size = ({ path }: TestFile) => sizes.get(path) ?? 0;
    return files.toSorted((a, b) => size(b) - size(a));
  }

  /** Nothing is remembered from run to run: the order is the same on every machine. */
  cacheResults(): void {}
}

/** Long ones before all others; among each, large files before small ones. */
function sizeOf(path: string): number {
  return statSync(path).size + (LONG.test(path) ? 1_000_000 : 0);
}
