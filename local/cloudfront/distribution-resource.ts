/** The resource type AWS::CloudFront::Distribution. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { flag } from '../template/flag.ts';
import { type Behavior, Distribution, type Origin } from './distribution.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import type { ResponseHeaders } from './response-headers.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const GET_HEAD = ['GET', 'HEAD'];
const ALL = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const METHODS = [GET_HEAD, ['GET', 'HEAD', 'OPTIONS'], ALL];

const behavior = {
  TargetOriginId: z.string(),
  AllowedMethods: z
    .array(z.string())
    .refine((methods) => METHODS.some((set) => isSameSet(set, methods)), {
      error: 'CloudFront takes three sets of methods only',
    })
    .default(GET_HEAD),
  CachePolicyId: z.enum([CACHING_DISABLED, CACHING_OPTIMIZED]),
  OriginRequestPolicyId: z.literal(ALL_VIEWER_EXCEPT_HOST_HEADER).exactOptional(),
  ResponseHeadersPolicyId: z.string().exactOptional(),
  Compress: flag.default(false),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .default([]),
  // Plain http on loopback stands for TLS.
  ViewerProtocolPolicy: z.enum(['https-only', 'redirect-to-https']),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-distributionconfig.html */
const properties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: flag.refine((enabled) => enabled, { error: 'only what is enabled is hosted' }),
    Origins: z
      .array(
        z.strictObject({
          Id: z.string(),
          DomainName: z.string(),
          OriginPath: z.string().default(''),
          OriginCustomHeaders: z
            .array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() }))
            .default([]),
          CustomOriginConfig: z
            .strictObject({
              OriginProtocolPolicy: z.literal('https-only'),
              OriginSSLProtocols: z.unknown().optional(),
              OriginReadTimeout: z.unknown().optional(),
              OriginKeepaliveTimeout: z.unknown().optional(),
            })
            .exactOptional(),
          S3OriginConfig: z
            .strictObject({ OriginAccessIdentity: z.literal('').exactOptional() })
            .exactOptional(),
          OriginAccessControlId: z.string().exactOptional(),
          ConnectionAttempts: z.unknown().optional(),
          ConnectionTimeout: z.unknown().optional(),
        }),
      )
      .min(1),
    DefaultCacheBehavior: z.strictObject(behavior),
    CacheBehaviors: z
      .array(z.strictObject({ PathPattern: z.string().min(1), ...behavior }))
      .default([]),
    Aliases: z.unknown().optional(),
    Comment: z.unknown().optional(),
    HttpVersion: z.unknown().optional(),
    IPV6Enabled: z.unknown().optional(),
    Logging: z.unknown().optional(),
    PriceClass: z.unknown().optional(),
    Restrictions: z.unknown().optional(),
    ViewerCertificate: z.unknown().optional(),
    WebACLId: z.unknown().optional(),
  }),
});
type Config = z.output<typeof properties>['DistributionConfig'];
type BehaviorConfig = Config['DefaultCacheBehavior'];

/** What a distribution refers to, by its ids and ARNs. */
export interface Made {
  readonly policies: ReadonlyMap<string, ResponseHeaders>;
  readonly functions: ReadonlyMap<string, FunctionRuntime>;
  readonly accessControls: ReadonlySet<string>;
}

/** `open` starts the distribution's server and answers its domain name. */
export function distributionResource(
  account: string,
  made: Made,
  open: (distribution: Distribution) => Promise<string>,
): ResourceType {
  return resourceType({
    type: 'AWS::CloudFront::Distribution',
    properties,
    inert: ['Tags'],
    async create({ properties: { DistributionConfig: config }, physicalName: id }) {
      const arn = `arn:aws:cloudfront::${account}:distribution/${id}`;
      const DomainName = await open(distributionOf({ id, arn }, config, made));
      return { ref: id, attributes: { Id: id, DomainName } };
    },
  });
}

function distributionOf(
  name: { readonly id: string; readonly arn: string },
  { Origins, CacheBehaviors, DefaultCacheBehavior }: Config,
  made: Made,
): Distribution {
  const origins = new Map(Origins.map((origin) => [origin.Id, originOf(origin, made)]));
  const behaviorOf = (config: BehaviorConfig): Behavior => {
    const origin = found(origins, config.TargetOriginId, 'origin');
    requireFit(config, origin);
    const { ResponseHeadersPolicyId: policyId, AllowedMethods: methods } = config;
    const [association] = config.FunctionAssociations;
    return {
      origin,
      methods,
      compress: config.Compress,
      responseHeaders:
        policyId === undefined
          ? undefined
          : found(made.policies, policyId, 'response headers policy'),
      paths: association && found(made.functions, association.FunctionARN, 'function'),
    };
  };
  const behaviors = CacheBehaviors.map((config) => ({
    ...behaviorOf(config),
    pattern: config.PathPattern,
  }));
  return new Distribution(name, behaviors, behaviorOf(DefaultCacheBehavior));
}

/** The edge keeps nothing here: what a cache's key and life would change about answers is refused. */
function requireFit(config: BehaviorConfig, { kind, id }: Origin): void {
  const { CachePolicyId, OriginRequestPolicyId, Compress, FunctionAssociations } = config;
  const refuse = (what: string) => {
    throw invalid(`the origin ${id}: ${what}`);
  };
  if (kind === 'bucket') {
    if (CachePolicyId !== CACHING_OPTIMIZED) refuse('in S3, so only CachingOptimized is hosted');
    if (OriginRequestPolicyId !== undefined)
      refuse('in S3, and no policy for its requests is hosted');
    if (!isSameSet(config.AllowedMethods, GET_HEAD))
      refuse('in S3, so only GET and HEAD are hosted');
    return;
  }
  if (CachePolicyId !== CACHING_DISABLED) refuse('not in S3, so only CachingDisabled is hosted');
  if (OriginRequestPolicyId === undefined)
    refuse('not in S3, and gets all but the host of a request');
  if (Compress) refuse('not in S3, and its answers are not compressed');
  if (FunctionAssociations.length > 0) refuse('not in S3, and no function is hosted before it');
}

/** Calls never leave this machine. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\]):[0-9]{1,5}$/;
const BUCKET = /^(.+)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com$/;

function originOf(config: Config['Origins'][number], { accessControls }: Made): Origin {
  const { Id: id, DomainName, OriginPath: path, OriginAccessControlId: control } = config;
  if ((config.CustomOriginConfig === undefined) === (config.S3OriginConfig === undefined))
    throw invalid(`the origin ${id} is either in S3 or elsewhere`);
  if (config.S3OriginConfig === undefined) {
    if (!LOOPBACK.test(DomainName))
      throw invalid(`the origin ${DomainName} is not on this machine (127.0.0.1:port)`);
    if (control !== undefined)
      throw invalid(`the origin ${id} is not in S3, and is not signed for`);
    const headers = config.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => {
      return [HeaderName.toLowerCase(), HeaderValue] as const;
    });
    return { kind: 'custom', id, address: DomainName, path, headers: Object.fromEntries(headers) };
  }
  const [, bucket] = BUCKET.exec(DomainName) ?? [];
  if (bucket === undefined) throw invalid(`the origin ${DomainName} is no bucket`);
  if (control === undefined || !accessControls.has(control))
    throw invalid(`the origin ${id} has no origin access control`);
  if (config.OriginCustomHeaders.length > 0) throw invalid(`the origin ${id} is told no headers`);
  return { kind: 'bucket', id, bucket, path };
}

function found<Value>(values: ReadonlyMap<string, Value>, name: string, what: string): Value {
  const value = values.get(name);
  if (value === undefined) throw invalid(`no ${what} ${name}`);
  return value;
}

const invalid = (message: string) => new AwsError('InvalidArgument', message);

const isSameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each) => other.includes(each));
