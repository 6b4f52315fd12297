/** What is wrong with a file of the catalogue. */
import { relative } from 'node:path';

export interface Mistake {
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

/** Thrown for a file that is no catalogue. A line of the message for each mistake, as `file:line: what`. */
export class CatalogueError extends Error {
  readonly code = 'catalogue-malformed';
  readonly mistakes: readonly string[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    const shown = relative(process.cwd(), file);
    const lines = mistakes.map(({ line, what }) => `${shown}:${line}: ${what}`);
    super(lines.join('\n'));
    this.name = 'CatalogueError';
    this.mistakes = lines;
  }
}
