/** What people's browsers meet: the distribution with the pages, its firewall and its headers. AWS wants all of it in us-east-1. */
import { CfnOutput, CfnParameter, type CfnParameterProps, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Edge } from './edge.ts';
import { EdgeAlarms } from './edge-alarms.ts';
import { Firewall } from './firewall.ts';
import { PageCopier } from './page-copier.ts';
import type { Forgotten } from './safe-headers.ts';
import type { Settings } from './settings.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html */
const REGION = 'us-east-1';

const ORIGIN = 'https?://[A-Za-z0-9.-]+(:[0-9]+)?';

export interface EdgeStackProps {
  readonly settings: Settings;
  readonly description: string;
  /** The folder that the pages were built into. */
  readonly pages: string;
  /** What they read at their start, beside where people sign in. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** What browsers forget of the pages after a sign-out. */
  readonly forgotten: readonly Forgotten[];
}

/** Told by parameters what it fronts, for a reference into a stack of another region would tie the two together. */
export class EdgeStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, description, pages, configuration, forgotten }: EdgeStackProps,
  ) {
    super(scope, id, {
      description,
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
    const issuer = parameter('SignInIssuer', {
      description:
        'Where the pages sign people in: the issuer of the access tokens that the API takes',
      allowedPattern: `${ORIGIN}(/[^\\s]*)?`,
    });
    const clientId = parameter('SignInClientId', {
      description: 'The client that the pages are to that issuer',
      allowedPattern: '[\\x21-\\x7e]+',
    });
    const signInOrigins = parameter('SignInOrigins', {
      description: 'Origins of its discovery, token and revocation endpoints, parted by a space',
      // They stand in the content security policy.
      allowedPattern: `${ORIGIN}( ${ORIGIN})*`,
    });
    const firewall = new Firewall(this, 'Firewall', settings);
    const edge = new Edge(this, 'Edge', {
      apiDomain,
      originSecret,
      domainName,
      certificateArn,
      firewall,
      pages: {
        folder: pages,
        configuration: { issuer, clientId, ...configuration },
        connectOrigins: signInOrigins,
        forgotten,
        copier: new PageCopier(this, 'PageCopier', settings),
      },
    });
    new EdgeAlarms(this, 'EdgeAlarms', {
      alarms: new Alarms(this, 'Alarms', settings),
      edge,
      firewall,
    });
    new CfnOutput(this, 'EdgeDomain', { value: edge.domainName });
  }
}
