/** The resource type AWS::CloudFront::Distribution. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { type Behavior, Distribution, type Origin } from './distribution.ts';
import type { ResponseHeaders } from './response-headers.ts';

const flag = z.union([z.boolean(), z.stringbool()]);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
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
  // Nothing is kept here, so only what AWS keeps nothing of either.
  CachePolicyId: z.literal(CACHING_DISABLED),
  OriginRequestPolicyId: z.literal(ALL_VIEWER_EXCEPT_HOST_HEADER),
  ResponseHeadersPolicyId: z.string().exactOptional(),
  Compress: z.literal(false).exactOptional(),
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
          CustomOriginConfig: z.strictObject({
            OriginProtocolPolicy: z.literal('https-only'),
            OriginSSLProtocols: z.unknown().optional(),
            OriginReadTimeout: z.unknown().optional(),
            OriginKeepaliveTimeout: z.unknown().optional(),
          }),
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

/** `open` starts the distribution's server and answers its domain name. */
export function distributionResource(
  policies: ReadonlyMap<string, ResponseHeaders>,
  open: (distribution: Distribution, logicalId: string) => Promise<string>,
): ResourceType {
  return resourceType({
    type: 'AWS::CloudFront::Distribution',
    properties,
    inert: ['Tags'],
    async create({ properties: { DistributionConfig: config }, physicalName, logicalId }) {
      const distribution = distributionOf(physicalName, config, policies);
      const DomainName = await open(distribution, logicalId);
      return { ref: physicalName, attributes: { Id: physicalName, DomainName } };
    },
  });
}

function distributionOf(
  id: string,
  { Origins, CacheBehaviors, DefaultCacheBehavior }: Config,
  policies: ReadonlyMap<string, ResponseHeaders>,
): Distribution {
  const origins = new Map(Origins.map((origin) => [origin.Id, originOf(origin)]));
  const behaviorOf = (config: Config['DefaultCacheBehavior']): Behavior => {
    const origin = origins.get(config.TargetOriginId);
    if (origin === undefined) throw invalid(`no origin ${config.TargetOriginId}`);
    const { ResponseHeadersPolicyId: policyId, AllowedMethods: methods } = config;
    const responseHeaders = policyId === undefined ? undefined : policies.get(policyId);
    if (policyId !== undefined && responseHeaders === undefined)
      throw invalid(`no response headers policy ${policyId}`);
    return { origin, methods, responseHeaders };
  };
  const behaviors = CacheBehaviors.map((config) => ({
    ...behaviorOf(config),
    pattern: config.PathPattern,
  }));
  return new Distribution(id, behaviors, behaviorOf(DefaultCacheBehavior));
}

/** Calls never leave this machine. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\]):[0-9]{1,5}$/;

function originOf({ Id, DomainName, OriginPath, OriginCustomHeaders }: Config['Origins'][number]) {
  if (!LOOPBACK.test(DomainName))
    throw invalid(`the origin ${DomainName} is not on this machine (127.0.0.1:port)`);
  const headers = OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => {
    return [HeaderName.toLowerCase(), HeaderValue] as const;
  });
  return {
    id: Id,
    address: DomainName,
    path: OriginPath,
    headers: Object.fromEntries(headers),
  } satisfies Origin;
}

const invalid = (message: string) => new AwsError('InvalidArgument', message);

const isSameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each) => other.includes(each));
