/** A bucket of the template and the versions of objects in it. */
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from '../iam/access.ts';

export interface Retention {
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE';
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What is known of a version without reading its bytes. */
export interface Version {
  readonly key: string;
  /** `null` in a bucket without versioning. */
  readonly versionId: string;
  /** Later versions have higher numbers. */
  readonly sequence: number;
  readonly isDeleteMarker: boolean;
  readonly size: number;
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  /** Headers that S3 gives back: content type, cache control, user metadata, checksums. */
  readonly headers: Readonly<Record<string, string>>;
  readonly retention?: Retention | undefined;
  readonly keyArn?: string | undefined;
}

export interface DefaultRetention {
  readonly mode: Retention['mode'];
  readonly days: number;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly isVersioned: boolean;
  readonly hasObjectLock: boolean;
  readonly defaultRetention?: DefaultRetention | undefined;
  /** The KMS key of the bucket's default encryption. */
  readonly keyArn?: string | undefined;
  /** With a bucket key, the encryption context is the bucket's ARN instead of the object's. */
  readonly hasBucketKey: boolean;
  policy?: PolicyDocument;
}

/** All buckets by name. */
export class Buckets {
  readonly #byName = new Map<string, Bucket>();

  get names(): readonly string[] {
    return [...this.#byName.keys()].sort();
  }

  add(bucket: Bucket): void {
    this.#byName.set(bucket.name, bucket);
  }

  /** @throws AwsError `NoSuchBucket`. */
  find(name: string): Bucket {
    const bucket = this.#byName.get(name);
    if (bucket !== undefined) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      detail: { BucketName: name },
    });
  }
}
