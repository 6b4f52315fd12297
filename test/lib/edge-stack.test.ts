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

describe('the distribution', () => {
  const { DistributionConfig: config } = z
    .object({ DistributionConfig: z.record(z.string(), z.unknown()) })
    .parse(only('AWS::CloudFront::Distribution'));

  test('sends every call to the API over TLS with the secret, and keeps no answer', () => {
    expect(config).toMatchObject({
      Enabled: true,
      Origins: [
        {
          DomainName: '<ApiDomain>',
          CustomOriginConfig: {
            OriginProtocolPolicy: 'https-only',
            OriginSSLProtocols: ['TLSv1.2'],
          },
          OriginCustomHeaders: [{ HeaderName: 'x-origin-secret', HeaderValue: '<OriginSecret>' }],
        },
      ],
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        ResponseHeadersPolicyId: '<EdgeAnswerHeaders>',
      },
      WebACLId: '<FirewallAcl.Arn>',
    });
    expect(config).not.toHaveProperty('CacheBehaviors');
  });

  test('speaks TLS 1.2 at least under a name of its own', () => {
    expect(JSON.stringify(config['ViewerCertificate'])).toContain('TLSv1.2_2021');
  });
});

describe('the firewall', () => {
  const { Rules } = z
    .object({ Rules: z.array(z.looseObject({ Name: z.string(), Priority: z.number() })) })
    .parse(only('AWS::WAFv2::WebACL'));

  test('blocks an address that calls too often, sooner where a call may cost an SMS', () => {
    const rated = Rules.filter((rule) => rule.Name.endsWith('PerAddress'));

    expect(rated).toMatchObject([
      {
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 5000 } },
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
    expect(only('AWS::Logs::LogGroup')['LogGroupName']).toMatch(/^aws-waf-logs-/);
    expect(JSON.stringify(only('AWS::WAFv2::WebACL'))).not.toContain(
      'SampledRequestsEnabled":true',
    );
  });
});
