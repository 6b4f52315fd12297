/** A distribution in front of a bucket, with objects that the test puts there. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { PolicyStatement } from '#local/iam/access.ts';
import { type EdgeCloud, edgeCloud } from './edge-cloud.ts';

const ACCOUNT = '000000000000';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const BUCKET = 'test-pages';

export interface PageCloud extends EdgeCloud {
  put(key: string, body: string | Buffer, headers?: object): Promise<void>;
  /** A distribution in front of the bucket, which lets it in; of its configuration, `changes`. */
  pages(changes?: object): Promise<string>;
  /** The ARN of a function with this code. */
  function(code: string): Promise<string>;
}

export const pageBehavior = (changes: object = {}) => ({
  TargetOriginId: 'pages',
  AllowedMethods: ['GET', 'HEAD'],
  CachePolicyId: CACHING_OPTIMIZED,
  Compress: true,
  ViewerProtocolPolicy: 'redirect-to-https',
  ...changes,
});

export const pageOrigin = (changes: object = {}) => ({
  Id: 'pages',
  DomainName: `${BUCKET}.s3.ap-northeast-1.amazonaws.com`,
  OriginAccessControlId: 'Test-AccessControl-0A1B2C',
  S3OriginConfig: { OriginAccessIdentity: '' },
  ...changes,
});

export const pageDistribution = (changes: object = {}) => ({
  DistributionConfig: {
    Enabled: true,
    Origins: [pageOrigin()],
    DefaultCacheBehavior: pageBehavior(),
    ...changes,
  },
});

/** What the bucket lets distributions do: any of this account, unless the statement says which. */
export const letIn = (
  sourceArn = `arn:aws:cloudfront::${ACCOUNT}:distribution/*`,
): PolicyStatement => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${BUCKET}/*`,
  Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
});

export async function pageCloud(dataDir: string): Promise<PageCloud> {
  const cloud = await edgeCloud(dataDir);
  await cloud.create('AWS::S3::Bucket', 'Bucket', { BucketName: BUCKET });
  await cloud.create('AWS::CloudFront::OriginAccessControl', 'AccessControl', {
    OriginAccessControlConfig: {
      Name: 'pages',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    },
  });
  const client = new S3Client({ ...cloud.client(), forcePathStyle: true });
  let functions = 0;
  return {
    ...cloud,
    async put(Key, Body, headers = {}) {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ...headers }));
    },
    async pages(changes) {
      await policy(cloud, [letIn()]);
      return cloud.distribution(pageDistribution(changes));
    },
    async function(code) {
      functions += 1;
      const { attributes } = await cloud.create('AWS::CloudFront::Function', `Code${functions}`, {
        Name: `code-${functions}`,
        AutoPublish: true,
        FunctionCode: code,
        FunctionConfig: { Comment: 'of a test', Runtime: 'cloudfront-js-2.0' },
      });
      return String(attributes['FunctionARN']);
    },
    async stop() {
      client.destroy();
      await cloud.stop();
    },
  };
}

/** Puts these statements into the bucket's policy, in place of others. */
export async function policy(cloud: EdgeCloud, Statement: PolicyStatement[]): Promise<void> {
  await cloud.create('AWS::S3::BucketPolicy', 'Policy', {
    Bucket: BUCKET,
    PolicyDocument: { Version: '2012-10-17', Statement },
  });
}
