/** What a bucket of the template is set to: versioning, Object Lock, encryption, policy. Settings change by the template only. */
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { element } from '../endpoint/xml.ts';
import type { Gate } from './authorization.ts';
import type { Bucket } from './bucket.ts';
import { xmlReply } from './xml-reply.ts';

/** Makes the operations that read the settings of a bucket. */
export function bucketSettings(gate: Gate) {
  return {
    getBucketVersioning({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetBucketVersioning', bucket, undefined);
      const status = bucket.isVersioned ? element('Status', 'Enabled') : '';
      return xmlReply('VersioningConfiguration', status);
    },

    getObjectLockConfiguration({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetBucketObjectLockConfiguration', bucket, undefined);
      if (!bucket.hasObjectLock)
        throw new AwsError(
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
          { status: 404 },
        );
      const { defaultRetention } = bucket;
      const rule =
        defaultRetention === undefined
          ? ''
          : element('Mode', defaultRetention.mode) + element('Days', defaultRetention.days);
      return xmlReply(
        'ObjectLockConfiguration',
        element('ObjectLockEnabled', 'Enabled') +
          (rule && `<Rule><DefaultRetention>${rule}</DefaultRetention></Rule>`),
      );
    },

    getBucketEncryption({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetEncryptionConfiguration', bucket, undefined);
      const algorithm =
        bucket.keyArn === undefined
          ? element('SSEAlgorithm', 'AES256')
          : element('SSEAlgorithm', 'aws:kms') + element('KMSMasterKeyID', bucket.keyArn);
      const byDefault = `<ApplyServerSideEncryptionByDefault>${algorithm}</ApplyServerSideEncryptionByDefault>`;
      const rule = byDefault + element('BucketKeyEnabled', bucket.hasBucketKey);
      return xmlReply('ServerSideEncryptionConfiguration', `<Rule>${rule}</Rule>`);
    },

    getBucketPolicy({ caller }: AwsCall, bucket: Bucket): AwsReply {
      gate.require(caller, 'GetBucketPolicy', bucket, undefined);
      if (bucket.policy === undefined)
        throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', {
          status: 404,
          detail: { BucketName: bucket.name },
        });
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bucket.policy),
      };
    },
  };
}
