/** What stands in front of the API: the distribution, its firewall and its headers. AWS wants all of it in us-east-1. */
import { CfnOutput, CfnParameter, type CfnParameterProps, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Edge } from './edge.ts';
import { Firewall } from './firewall.ts';
import type { Settings } from './settings.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html */
const REGION = 'us-east-1';

/** Told by parameters what it fronts, for a reference into a stack of another region would tie the two together. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: 'Remote wipe: the edge in front of the API',
      env: { region: REGION },
      terminationProtection: true,
    });
    const parameter = (name: string, props: CfnParameterProps): string =>
      new CfnParameter(this, name, { type: 'String', ...props }).valueAsString;
    const apiDomain = parameter('ApiDomain', {
      description: 'Host of the API, the output ApiDomain of the service',
      allowedPattern: '[A-Za-z0-9.-]+(:[0-9]+)?',
    });
    const originSecret = parameter('OriginSecret', {
      description: 'Sent to the API with every call; the service knows its SHA-256',
      noEcho: true,
      // 32 random bytes in base64url: nobody finds them by their digest.
      allowedPattern: '[A-Za-z0-9_-]{43,256}',
    });
    const domainName = parameter('DomainName', {
      description: 'Host under which the service is known; empty for the one that CloudFront gives',
      default: '',
    });
    const certificateArn = parameter('CertificateArn', {
      description: 'Certificate for DomainName, in us-east-1; empty without one',
      default: '',
    });
    const firewall = new Firewall(this, 'Firewall', settings);
    const edge = new Edge(this, 'Edge', {
      apiDomain,
      originSecret,
      domainName,
      certificateArn,
      firewall,
    });
    new CfnOutput(this, 'EdgeDomain', { value: edge.domainName });
  }
}
