import { expect } from '@jest/globals';

/** Of the files that a handset had before a wipe, which were some, none is left. */
export async function isErased(
  handset: { files(): Promise<string[]> },
  before: readonly string[],
): Promise<void> {
  const left = await handset.files();
  expect(before).not.toHaveLength(0);
  expect(before.filter((file) => left.includes(file))).toEqual([]);
}
