/** What is known of each storage of a handset. */
import type { StorageResult } from '../protocol/report.ts';

/** The last word on each storage, in a fixed order. */
export function lastWords(
  known: readonly StorageResult[] = [],
  news: readonly StorageResult[],
): StorageResult[] {
  const kinds = ['internal', 'sd'] as const;
  return kinds.flatMap((kind) => {
    const latest = [...known, ...news].findLast((storage) => storage.kind === kind);
    return latest ? [latest] : [];
  });
}
