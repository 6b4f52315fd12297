/** Response headers policies: what a distribution adds to answers, and what it takes out of them. */
import * as z from 'zod';
import { type ResourceType, resourceType } from '../part.ts';
import { flag } from '../template/flag.ts';

export interface AddedHeader {
  /** Lower-case. */
  readonly name: string;
  readonly value: string;
  /** Whether it takes the place of one that the origin sent. */
  readonly override: boolean;
}

export interface ResponseHeaders {
  readonly added: readonly AddedHeader[];
  /** Lower-case names. */
  readonly removed: readonly string[];
}

const whole = z.coerce.number().int().min(0);
const Override = flag;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-responseheaderspolicyconfig.html */
const securityHeaders = z.strictObject({
  ContentSecurityPolicy: z
    .strictObject({ ContentSecurityPolicy: z.string(), Override })
    .exactOptional(),
  ContentTypeOptions: z.strictObject({ Override }).exactOptional(),
  FrameOptions: z
    .strictObject({ FrameOption: z.enum(['DENY', 'SAMEORIGIN']), Override })
    .exactOptional(),
  ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override }).exactOptional(),
  StrictTransportSecurity: z
    .strictObject({
      AccessControlMaxAgeSec: whole,
      IncludeSubdomains: flag.default(false),
      Preload: flag.default(false),
      Override,
    })
    .exactOptional(),
});

const properties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string().min(1),
    Comment: z.unknown().optional(),
    SecurityHeadersConfig: securityHeaders.default({}),
    CustomHeadersConfig: z
      .strictObject({
        Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override })),
      })
      .default({ Items: [] }),
    RemoveHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ Header: z.string() })) })
      .default({ Items: [] }),
  }),
});

/** Puts each policy under its id. */
export function responseHeadersPolicy(policies: Map<string, ResponseHeaders>): ResourceType {
  return resourceType({
    type: 'AWS::CloudFront::ResponseHeadersPolicy',
    properties,
    inert: [],
    async create({ properties: { ResponseHeadersPolicyConfig: config }, physicalName }) {
      const custom = config.CustomHeadersConfig.Items.map(({ Header, Value, Override }) => ({
        name: Header.toLowerCase(),
        value: Value,
        override: Override,
      }));
      policies.set(physicalName, {
        added: [...securityHeadersOf(config.SecurityHeadersConfig), ...custom],
        removed: config.RemoveHeadersConfig.Items.map(({ Header }) => Header.toLowerCase()),
      });
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });
}

function securityHeadersOf(config: z.output<typeof securityHeaders>): AddedHeader[] {
  const {
    ContentSecurityPolicy: csp,
    ContentTypeOptions: type,
    FrameOptions: frame,
    ReferrerPolicy: referrer,
    StrictTransportSecurity: hsts,
  } = config;
  const made = (name: string, value: string, { Override: override }: { Override: boolean }) => ({
    name,
    value,
    override,
  });
  return [
    ...(csp ? [made('content-security-policy', csp.ContentSecurityPolicy, csp)] : []),
    ...(type ? [made('x-content-type-options', 'nosniff', type)] : []),
    ...(frame ? [made('x-frame-options', frame.FrameOption, frame)] : []),
    ...(referrer ? [made('referrer-policy', referrer.ReferrerPolicy, referrer)] : []),
    ...(hsts ? [made('strict-transport-security', transportSecurity(hsts), hsts)] : []),
  ];
}

const transportSecurity = (hsts: {
  AccessControlMaxAgeSec: number;
  IncludeSubdomains: boolean;
  Preload: boolean;
}) =>
  [
    `max-age=${hsts.AccessControlMaxAgeSec}`,
    ...(hsts.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(hsts.Preload ? ['preload'] : []),
  ].join('; ');

/** The headers of an answer once a policy has acted on them. Names are lower-case. */
export function withPolicy(
  headers: Readonly<Record<string, string | string[]>>,
  policy: ResponseHeaders | undefined,
): Record<string, string | string[]> {
  const { added = [], removed = [] } = policy ?? {};
  const kept = Object.entries(headers).filter(([name]) => !removed.includes(name));
  const result: Record<string, string | string[]> = Object.fromEntries(kept);
  for (const { name, value, override } of added)
    if (override || !(name in result)) result[name] = value;
  return result;
}

/** What CloudFront calls itself, to origins and viewers. */
export const VIA = '1.1 local.cloudfront.net (CloudFront)';

/** What a viewer gets to see of an origin's headers, and what a distribution adds. */
export function shown(
  headers: Readonly<Record<string, string | string[]>>,
  status: number,
  policy: ResponseHeaders | undefined,
): Record<string, string | string[]> {
  return {
    ...withPolicy(headers, policy),
    'x-cache': `${status < 400 ? 'Miss' : 'Error'} from cloudfront`,
    via: VIA,
  };
}
