/** What a new handset has on it, so that there is something to lose. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const SAMPLES = {
  internal: {
    'contacts.vcf': 'BEGIN:VCARD\nVERSION:4.0\nFN:Sample Person\nEND:VCARD\n',
    'mail/inbox.txt': 'A mail that nobody else should read.\n',
    'photos/2024/beach.txt': 'A photo, for the purposes of this handset.\n',
  },
  sd: { 'DCIM/0001.txt': 'A photo on the card.\n' },
} as const;

/** Writes the samples into the storages of a new handset. */
export async function fillWithSamples(
  { internal, sd }: { internal: string; sd: string },
  sdCard: boolean,
): Promise<void> {
  await write(internal, SAMPLES.internal);
  if (sdCard) await write(sd, SAMPLES.sd);
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, content, { mode: 0o600 });
  }
}
