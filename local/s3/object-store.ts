/** Objects on disk: a folder for each bucket, in it one for each key, in it a file for each version. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Retention, Version } from './bucket.ts';
import {
  readObjectBody,
  readObjectHead,
  writeObjectFile,
  writeObjectFiles,
} from './object-file.ts';

/** The objects of one cloud. Every change is on disk when its method returns, or what it returns resolves. */
export class ObjectStore {
  readonly #folder: string;
  /** By bucket, by key; the newest version last. */
  readonly #versions = new Map<string, Map<string, Version[]>>();
  #sequence = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads what an earlier start left of a bucket. */
  open(bucket: string): void {
    const folder = join(this.#folder, bucket);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const byKey = new Map<string, Version[]>();
    for (const keyFolder of readdirSync(folder))
      for (const file of readdirSync(join(folder, keyFolder))) {
        // A write that a crash cut off.
        if (file.endsWith('.new')) continue;
        const version = readObjectHead(join(folder, keyFolder, file));
        byKey.set(version.key, [...(byKey.get(version.key) ?? []), version]);
        this.#sequence = Math.max(this.#sequence, version.sequence);
      }
    for (const versions of byKey.values()) versions.sort((a, b) => a.sequence - b.sequence);
    this.#versions.set(bucket, byKey);
  }

  /** The newest version, be it a delete marker. */
  latest(bucket: string, key: string): Version | undefined {
    return this.#keys(bucket).get(key)?.at(-1);
  }

  version(bucket: string, key: string, versionId: string): Version | undefined {
    return this.#keys(bucket)
      .get(key)
      ?.find((version) => version.versionId === versionId);
  }

  /** The newest versions of all keys that are not deleted, by the bytes of their keys. */
  list(bucket: string, prefix: string): Version[] {
    const listed: Version[] = [];
    for (const [key, versions] of this.#keys(bucket)) {
      const version = versions.at(-1);
      if (key.startsWith(prefix) && version !== undefined && !version.isDeleteMarker)
        listed.push(version);
    }
    return listed.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  /** All versions of all keys, by the bytes of their keys, the newest of each first. */
  allVersions(bucket: string, prefix: string): Version[] {
    const keys = [...this.#keys(bucket)].filter(([key]) => key.startsWith(prefix));
    return keys
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .flatMap(([, versions]) => versions.toReversed());
  }

  /** Writes a version anew with another retention. */
  setRetention(bucket: string, version: Version, retention: Retention | undefined): void {
    const changed = { ...version, retention };
    writeObjectFile(this.#path(bucket, version), changed, this.body(bucket, version));
    const versions = this.#keys(bucket).get(version.key) ?? [];
    this.#keys(bucket).set(
      version.key,
      versions.map((each) => (each.versionId === version.versionId ? changed : each)),
    );
  }

  /** When a bucket was first opened, epoch milliseconds. */
  createdAt(bucket: string): number {
    return statSync(join(this.#folder, bucket)).birthtimeMs;
  }

  body(bucket: string, version: Version): Buffer {
    return readObjectBody(this.#path(bucket, version));
  }

  put(bucket: string, given: Omit<Version, 'sequence'>, body: Buffer): Version {
    const version = this.#next(given);
    writeObjectFile(this.#path(bucket, version), version, body);
    this.#add(bucket, version);
    return version;
  }

  /** Puts objects that nobody else writes meanwhile. They are there once all of them are. */
  async putAll(
    bucket: string,
    objects: readonly { given: Omit<Version, 'sequence'>; body: Buffer }[],
  ): Promise<void> {
    const files = objects.map(({ given, body }) => {
      const version = this.#next(given);
      return { path: this.#path(bucket, version), version, body };
    });
    await writeObjectFiles(files);
    for (const { version } of files) this.#add(bucket, version);
  }

  #next(given: Omit<Version, 'sequence'>): Version {
    this.#sequence += 1;
    return { ...given, sequence: this.#sequence };
  }

  #add(bucket: string, version: Version): void {
    const others = this.#others(bucket, version);
    this.#keys(bucket).set(version.key, [...others, version]);
  }

  remove(bucket: string, version: Version): void {
    rmSync(this.#path(bucket, version));
    const others = this.#others(bucket, version);
    if (others.length > 0) this.#keys(bucket).set(version.key, others);
    else this.#keys(bucket).delete(version.key);
  }

  #others(bucket: string, { key, versionId }: Version): Version[] {
    const versions = this.#keys(bucket).get(key) ?? [];
    return versions.filter((version) => version.versionId !== versionId);
  }

  #keys(bucket: string): Map<string, Version[]> {
    return this.#versions.get(bucket) ?? new Map();
  }

  /** Keys hold slashes, dots and letters that file systems fold: their hash does not. */
  #path(bucket: string, { key, versionId }: Pick<Version, 'key' | 'versionId'>): string {
    const keyFolder = createHash('sha256').update(key).digest('hex');
    return join(this.#folder, bucket, keyFolder, versionId);
  }
}
