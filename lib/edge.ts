/** A distribution: its pages, and behind `/v1/` the API, which is sent the origin secret; safe headers on every answer. */
import { Aws, CfnCondition, Fn, Token } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  CfnDistribution,
  OriginRequestPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { Firewall } from './firewall.ts';
import { Pages, type PagesProps } from './pages.ts';
import { answerHeaders } from './safe-headers.ts';

export interface EdgeProps {
  /** Host of the API. */
  readonly apiDomain: string;
  /** What the API takes calls from the edge by. */
  readonly originSecret: string;
  /** Host of the service, and the certificate for it; empty texts for CloudFront's own. */
  readonly domainName: string;
  readonly certificateArn: string;
  readonly firewall: Firewall;
  readonly pages: PagesProps;
}

const API = 'api';

export class Edge extends Construct {
  /** The name that CloudFront gives it. */
  readonly domainName: string;
  /** By which CloudFront's metrics name it. */
  readonly distributionId: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { apiDomain, originSecret, domainName, certificateArn, firewall } = props;
    const pages = new Pages(this, 'Pages', props.pages);
    const hasDomain = new CfnCondition(this, 'HasDomain', {
      expression: Fn.conditionNot(Fn.conditionEquals(domainName, '')),
    }).logicalId;
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        comment: 'Remote wipe',
        enabled: true,
        ipv6Enabled: true,
        httpVersion: 'http2and3',
        webAclId: firewall.arn,
        aliases: Token.asList(Fn.conditionIf(hasDomain, [domainName], Aws.NO_VALUE)),
        viewerCertificate: Fn.conditionIf(
          hasDomain,
          {
            AcmCertificateArn: certificateArn,
            MinimumProtocolVersion: 'TLSv1.2_2021',
            SslSupportMethod: 'sni-only',
          },
          Aws.NO_VALUE,
        ),
        origins: [
          pages.origin,
          {
            id: API,
            domainName: apiDomain,
            customOriginConfig: {
              originProtocolPolicy: 'https-only',
              originSslProtocols: ['TLSv1.2'],
            },
            // In place of whatever a client sends by this name:
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
            originCustomHeaders: [{ headerName: 'x-origin-secret', headerValue: originSecret }],
          },
        ],
        defaultCacheBehavior: pages.behavior,
        cacheBehaviors: [
          {
            pathPattern: '/v1/*',
            targetOriginId: API,
            allowedMethods: AllowedMethods.ALLOW_ALL.methods,
            viewerProtocolPolicy: 'https-only',
            compress: false,
            // Answers are one person's: nothing is kept on the way.
            cachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
            originRequestPolicyId:
              OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER.originRequestPolicyId,
            responseHeadersPolicyId: answerHeaders(this, 'AnswerHeaders').ref,
          },
          ...pages.behaviors,
        ],
      },
    });
    pages.showBy(distribution);
    this.domainName = distribution.attrDomainName;
    this.distributionId = distribution.ref;
  }
}
