import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { edgeResources, synthesize } from './synthesized.ts';

const templates = synthesize();
const only = (type: string) => {
  const [first, ...others] = edgeResources(templates, type);
  if (first === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return first.Properties;
};

describe('the edge stack', () => {
  test('is in us-east-1, where AWS WAF wants it, and refers to no other stack', () => {
    const text = JSON.stringify(templates.edge.toJSON());

    expect(templates.edgeRegion).toBe('us-east-1');
    expect(text).not.toContain('Fn::ImportValue');
    expect(text).not.toContain('ap-northeast-1');
  });

  test('keeps the origin secret out of what it shows', () => {
    const { OriginSecret, ApiDomain } = z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .parse(templates.edge.toJSON()['Parameters']);

    expect(OriginSecret).toMatchObject({ NoEcho: true });
    expect(OriginSecret).not.toHaveProperty('Default');
    expect(ApiDomain).not.toHaveProperty('NoEcho');
    expect(JSON.stringify(templates.edge.toJSON()['Outputs'])).not.toContain('OriginSecret');
  });
});

const { DistributionConfig: config } = z
  .object({ DistributionConfig: z.record(z.string(), z.unknown()) })
  .parse(only('AWS::CloudFront::Distribution'));

describe('the distribution', () => {
  test('sends calls of the API there over TLS with the secret, and keeps no answer', () => {
    expect(config).toMatchObject({
      Enabled: true,
      Origins: expect.arrayContaining([
        {
          Id: 'api',
          DomainName: '<ApiDomain>',
          CustomOriginConfig: {
            OriginProtocolPolicy: 'https-only',
            OriginSSLProtocols: ['TLSv1.2'],
          },
          OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: '<OriginSecret>' }],
        },
      ]),
      CacheBehaviors: [
        {
          PathPattern: '/v1/*',
          TargetOriginId: 'api',
          ViewerProtocolPolicy: 'https-only',
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          ResponseHeadersPolicyId: '<EdgeAnswerHeaders>',
        },
        { PathPattern: '/signed-out' },
      ],
      WebACLId: '<FirewallAcl.Arn>',
    });
  });

  test('speaks TLS 1.2 at least under a name of its own', () => {
    expect(JSON.stringify(config['ViewerCertificate'])).toContain('TLSv1.2_2021');
  });
});

describe('the pages', () => {
  const headersOf = (logicalId: string) =>
    z
      .object({ ResponseHeadersPolicyConfig: z.record(z.string(), z.unknown()) })
      .parse(
        edgeResources(templates, 'AWS::CloudFront::ResponseHeadersPolicy').find((policy) =>
          policy.logicalId.startsWith(logicalId),
        )?.Properties,
      ).ResponseHeadersPolicyConfig;

  test('are what every other path shows, compressed, to whoever asks over TLS', () => {
    expect(config['DefaultCacheBehavior']).toMatchObject({
      TargetOriginId: 'pages',
      AllowedMethods: ['GET', 'HEAD'],
      ViewerProtocolPolicy: 'redirect-to-https',
      Compress: true,
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      ResponseHeadersPolicyId: '<EdgePagesHeaders>',
      FunctionAssociations: [{ EventType: 'viewer-request' }],
    });
  });

  test('lie in a private bucket, which the distribution alone may read', () => {
    expect(only('AWS::S3::Bucket')).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(config['Origins']).toContainEqual({
      Id: 'pages',
      DomainName: '<EdgePagesBucket.RegionalDomainName>',
      OriginAccessControlId: '<EdgePagesAccessControl.Id>',
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    const { Statement } = z
      .object({
        PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Effect: z.string() })) }),
      })
      .parse(only('AWS::S3::BucketPolicy')).PolicyDocument;
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: '<EdgePagesBucket.Arn>/*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': 'arn:aws:cloudfront::<AWS::AccountId>:distribution/<EdgeDistribution>',
          },
        },
      },
    ]);
  });

  test('are kept for a year where a name stands for a content, and else asked for each time', () => {
    const copies = edgeResources(templates, 'Custom::CDKBucketDeployment');

    expect(copies.map(({ Properties }) => Properties)).toMatchObject([
      {
        DestinationBucketKeyPrefix: 'assets',
        Prune: false,
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
      },
      { Prune: false, SystemMetadata: { 'cache-control': 'no-cache' } },
    ]);
  });

  test('are told the issuer and their client as the deployment names them', () => {
    const [, files] = edgeResources(templates, 'Custom::CDKBucketDeployment');

    const [, markers] = z
      .array(z.record(z.string(), z.string()))
      .parse(files?.Properties['SourceMarkers']);

    expect(Object.values(markers ?? {})).toEqual(['<SignInIssuer>', '<SignInClientId>']);
  });

  test('run their own scripts only, and call nobody but the API and the issuer', () => {
    expect(headersOf('EdgePagesHeaders')).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy:
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' <SignInOrigins>; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          Override: true,
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY', Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      },
    });
  });

  test('are forgotten by the browser after a sign-out, and only then', () => {
    const clear = {
      Header: 'clear-site-data',
      Override: true,
      Value: '"cache", "storage"',
    };
    const itemsOf = (logicalId: string) => headersOf(logicalId)['CustomHeadersConfig'];

    expect(itemsOf('EdgePagesFarewellHeaders')).toMatchObject({
      Items: expect.arrayContaining([clear]),
    });
    expect(JSON.stringify(itemsOf('EdgePagesHeaders'))).not.toContain('clear-site-data');
    expect(config['CacheBehaviors']).toContainEqual({
      ...z.record(z.string(), z.unknown()).parse(config['DefaultCacheBehavior']),
      PathPattern: '/signed-out',
      ResponseHeadersPolicyId: '<EdgePagesFarewellHeaders>',
    });
  });

  test('of the console leave the browser the views that operators keep there', () => {
    const text = JSON.stringify(templates.console.toJSON());

    expect(text.match(/"clear-site-data","Override":true,"Value":"[^,}]*"/g)).toEqual([
      `"clear-site-data","Override":true,"Value":${JSON.stringify('"cache"')}`,
    ]);
  });
});

describe('the firewall', () => {
  const { Rules } = z
    .object({ Rules: z.array(z.looseObject({ Name: z.string(), Priority: z.number() })) })
    .parse(only('AWS::WAFv2::WebACL'));

  test('blocks an address that calls the API too often, sooner where a call may cost an SMS', () => {
    const rated = Rules.filter((rule) => rule.Name.endsWith('PerAddress'));

    expect(rated).toMatchObject([
      {
        Action: { Block: {} },
        Statement: {
          RateBasedStatement: {
            AggregateKeyType: 'IP',
            Limit: 5000,
            // Not the files of pages: many people share an address.
            ScopeDownStatement: {
              ByteMatchStatement: {
                SearchString: '/v1/',
                PositionalConstraint: 'STARTS_WITH',
                TextTransformations: [{ Type: 'URL_DECODE' }, { Type: 'NORMALIZE_PATH' }],
              },
            },
          },
        },
      },
      {
        Action: { Block: {} },
        Statement: {
          RateBasedStatement: {
            Limit: 100,
            ScopeDownStatement: {
              OrStatement: {
                Statements: ['/v1/enrolments/code', '/step-up-code'].map((SearchString) => ({
                  ByteMatchStatement: { SearchString, PositionalConstraint: 'ENDS_WITH' },
                })),
              },
            },
          },
        },
      },
    ]);
  });

  test("lets AWS's rule groups block, but for the one rule that our bodies would break", () => {
    const managed = Rules.filter(({ Name }) => Name.startsWith('AWS'));

    expect(managed.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
    ]);
    for (const rule of managed) expect(rule).toMatchObject({ OverrideAction: { None: {} } });
    expect(JSON.stringify(managed).match(/"Count"/g)).toHaveLength(1);
  });

  test('logs what it blocked, without tokens, paths and queries', () => {
    expect(only('AWS::WAFv2::LoggingConfiguration')).toMatchObject({
      LoggingFilter: { DefaultBehavior: 'DROP' },
      RedactedFields: [
        { SingleHeader: { Name: 'authorization' } },
        { QueryString: {} },
        { UriPath: {} },
      ],
    });
    const [logs, ...others] = edgeResources(templates, 'AWS::Logs::LogGroup').filter(
      ({ logicalId }) => logicalId.startsWith('Firewall'),
    );
    expect(others).toEqual([]);
    expect(logs?.Properties['LogGroupName']).toMatch(/^aws-waf-logs-/);
    expect(JSON.stringify(only('AWS::WAFv2::WebACL'))).not.toContain(
      'SampledRequestsEnabled":true',
    );
  });
});
