/** What copies built files into buckets at a deployment: CDK's function for it, with exactly the rights that it needs. */
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { Settings } from './settings.ts';
import { allow } from './use.ts';

export interface Copy {
  readonly sources: readonly ISource[];
  readonly bucket: Bucket;
  /** The folder in the bucket; its root where none is said. */
  readonly into?: string;
  /** What of it the files are: their keys, `*` for any. */
  readonly keys: readonly string[];
  /** How long a browser may keep the files without asking again, since their names change with them; absent: not at all. */
  readonly keptFor?: Duration;
}

/** One in a stack, as CDK's function is. */
export class PageCopier extends Construct {
  readonly #role: Role;
  /** CDK would add wildcards to it. */
  readonly #fixedRole: IRole;
  readonly #logGroup: LogGroup;

  constructor(scope: Construct, id: string, { logRetentionDays }: Settings) {
    super(scope, id);
    this.#logGroup = new LogGroup(this, 'Logs', {
      retention: logRetentionDays satisfies RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.#fixedRole = this.#role.withoutPolicyUpdates();
    new Policy(this, 'Policy', {
      roles: [this.#role],
      statements: [allow('logs', ['CreateLogStream', 'PutLogEvents'], this.#logGroup.logGroupArn)],
    });
  }

  /** Files that are not among the sources any more stay: a browser may still be about to ask for them. */
  copy(scope: Construct, id: string, copy: Copy): BucketDeployment {
    const { sources, bucket, into, keys, keptFor } = copy;
    const archives: string[] = [];
    const noted = sources.map(
      (source): ISource => ({
        bind(...place) {
          const bound = source.bind(...place);
          archives.push(bound.bucket.arnForObjects(bound.zipObjectKey));
          return bound;
        },
      }),
    );
    const deployment = new BucketDeployment(scope, id, {
      sources: noted,
      // By its name alone, for CDK would put its tags on another.
      destinationBucket: Bucket.fromBucketName(scope, `${id}Destination`, bucket.bucketName),
      role: this.#fixedRole,
      logGroup: this.#logGroup,
      prune: false,
      cacheControl:
        keptFor === undefined
          ? [CacheControl.noCache()]
          : [CacheControl.setPublic(), CacheControl.maxAge(keptFor), CacheControl.immutable()],
      ...(into !== undefined && { destinationKeyPrefix: into }),
    });
    const policy = new Policy(scope, `${id}Rights`, {
      roles: [this.#role],
      statements: [
        allow('s3', ['GetObject'], archives),
        allow('s3', ['ListBucket'], bucket.bucketArn),
        allow(
          's3',
          ['PutObject'],
          keys.map((key) => bucket.arnForObjects(key)),
        ),
      ],
    });
    deployment.node.addDependency(policy);
    return deployment;
  }
}
