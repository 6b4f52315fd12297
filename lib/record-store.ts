/** Where sealed records lie: written once, locked for years, readable only over TLS. */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { throughService } from './key-use.ts';
import { pin, resourceOf } from './pin.ts';
import type { Settings } from './settings.ts';
import { allow, type Use } from './use.ts';

const LOCKS = {
  GOVERNANCE: ObjectLockRetention.governance,
  COMPLIANCE: ObjectLockRetention.compliance,
};

export interface RecordStoreProps {
  readonly encryptionKey: IKey;
  readonly settings: Pick<Settings, 'recordLock' | 'retentionYears'>;
}

export class RecordStore extends Construct {
  readonly #bucket: Bucket;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { encryptionKey, settings }: RecordStoreProps) {
    super(scope, id);
    this.#key = encryptionKey;
    const accessLogs = pin(
      new Bucket(this, 'AccessLogs', {
        // Log delivery cannot write under a customer-managed key:
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
        encryption: BucketEncryption.S3_MANAGED,
        ...privateBucket,
        lifecycleRules: [{ expiration: Duration.days(400) }],
      }),
      'RecordAccessLogsBucket',
    );
    this.#bucket = pin(
      new Bucket(this, 'Bucket', {
        encryption: BucketEncryption.KMS,
        encryptionKey,
        bucketKeyEnabled: true,
        ...privateBucket,
        versioned: true,
        objectLockEnabled: true,
        // Object Lock counts days; 366 a year never falls short.
        objectLockDefaultRetention: LOCKS[settings.recordLock](
          Duration.days(settings.retentionYears * 366),
        ),
      }),
      'RecordsBucket',
    );
    logAccess(this.#bucket, accessLogs);
    refuseRewriting(this.#bucket);
  }

  /** Exactly these actions on records, and the use of the key that they need. */
  allowing(...actions: readonly ('GetObject' | 'PutObject')[]): Use {
    const keyActions = actions.map((action) =>
      action === 'GetObject' ? 'Decrypt' : 'GenerateDataKey',
    );
    return {
      value: this.#bucket.bucketName,
      statements: [
        allow('s3', actions, this.#bucket.arnForObjects('records/*')),
        throughService(this, this.#key, 's3', keyActions),
      ],
    };
  }
}

const privateBucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general */
function logAccess(bucket: Bucket, accessLogs: Bucket): void {
  const resource = resourceOf(bucket);
  if (!(resource instanceof CfnBucket)) throw new Error('the bucket is no bucket');
  resource.loggingConfiguration = { destinationBucketName: accessLogs.bucketName };
  accessLogs.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [accessLogs.arnForObjects('*')],
      conditions: {
        ArnEquals: { 'aws:SourceArn': bucket.bucketArn },
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
      },
    }),
  );
}

/**
 * A record is written once, by whoever it is, and its lock is lifted by nobody: these hold for administrators
 * too, until they change this policy in the open.
 */
function refuseRewriting(bucket: Bucket): void {
  const everybody = { effect: Effect.DENY, principals: [new AnyPrincipal()] };
  const resources = [bucket.arnForObjects('*')];
  bucket.addToResourcePolicy(
    new PolicyStatement({
      ...everybody,
      resources,
      actions: ['s3:PutObject'],
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
      conditions: { Null: { 's3:if-none-match': 'true' } },
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({ ...everybody, resources, actions: ['s3:BypassGovernanceRetention'] }),
  );
}
