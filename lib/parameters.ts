/** What is known only when a stack is deployed, or a local cloud has started: issuers, addresses, other people's keys. */
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { CfnParameter, type CfnParameterProps, CfnRule, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What `PushApplicationArn` says where a deployment has no push. */
export const NO_PUSH = 'none';

const MAIL_ADDRESS = '[^@\\s]+@[^@\\s]+';

export class Parameters extends Construct {
  /** Issuer of the access tokens, as in `iss`; empty where the deployment has a user pool of its own. */
  readonly tokenIssuer: string;
  /** How that issuer marks its access tokens. */
  readonly tokenIssuerKind: string;
  /** The `acr` that it gives a sign-in with two factors. */
  readonly twoFactorAcr: string;
  /** What the tokens' `aud` (or `client_id`) must be. */
  readonly tokenAudience: string;
  /** Origin of the portal, which messages lead to. */
  readonly pageOrigin: string;
  /** Origin of the console. */
  readonly consoleOrigin: string;
  /** Hex SHA-256 of the origin secrets in force, one or, while they are rotated, two. */
  readonly originDigests: string;
  /** The verified address that mail comes from. */
  readonly senderAddress: string;
  /** Where operations are told what needs them. */
  readonly operationsAddress: string;
  /** Where those are told who may approve. */
  readonly approverAddress: string;
  /** PEM of the authority behind the MQTT endpoint. */
  readonly mqttServerCa: string;
  readonly pushApplicationArn: string;
  /** JWK set of the platforms whose reset attestations count. */
  readonly platformKeys: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const parameter = (name: string, props: CfnParameterProps): string => {
      const made = new CfnParameter(this, name, { type: 'String', ...props });
      made.overrideLogicalId(name);
      return made.valueAsString;
    };
    this.tokenIssuer = parameter('TokenIssuer', {
      description: 'Issuer of the access tokens (their iss claim); none for a user pool of its own',
      default: '',
      allowedPattern: '(https?://.+)?',
    });
    this.tokenIssuerKind = parameter('TokenIssuerKind', {
      description: 'How that issuer marks its access tokens',
      default: 'rfc9068',
      allowedValues: ['rfc9068', 'keycloak'],
    });
    this.twoFactorAcr = parameter('TwoFactorAcr', {
      description: 'The acr that it gives a sign-in with two factors',
      default: '2',
      // It stands in a header of ours.
      allowedPattern: '[A-Za-z0-9:._/-]+',
    });
    this.tokenAudience = parameter('TokenAudience', {
      description: 'Audience that the access tokens of that issuer must have (their aud claim)',
      default: '',
    });
    new CfnRule(this, 'Audience', {
      ruleCondition: Fn.conditionNot(Fn.conditionEquals(this.tokenIssuer, '')),
      assertions: [
        {
          assert: Fn.conditionNot(Fn.conditionEquals(this.tokenAudience, '')),
          assertDescription:
            'TokenIssuer needs TokenAudience: a token for another service is none for this one',
        },
      ],
    });
    this.pageOrigin = parameter('PageOrigin', {
      description:
        'Origin of the portal: messages lead there, a sign-in comes back to it, and browsers may call from it',
      // No `*`, which API Gateway takes for every origin.
      allowedPattern: 'https?://[A-Za-z0-9.:-]+',
    });
    this.consoleOrigin = parameter('ConsoleOrigin', {
      description: 'Origin of the console: a sign-in of operations comes back to it',
      allowedPattern: 'https?://[A-Za-z0-9.:-]+',
    });
    this.originDigests = parameter('OriginDigests', {
      description: 'Hex SHA-256 of the secret that the edge sends, or of two, parted by a comma',
      allowedPattern: '[0-9a-f]{64}(,[0-9a-f]{64})?',
    });
    this.senderAddress = parameter('SenderAddress', {
      description: 'Verified address that mail is sent from',
      allowedPattern: MAIL_ADDRESS,
    });
    this.operationsAddress = parameter('OperationsAddress', {
      description: 'Mail address of operations: contested wipes, suspended clerks, limits reached',
      allowedPattern: MAIL_ADDRESS,
    });
    this.approverAddress = parameter('ApproverAddress', {
      description: 'Mail address of those who may approve',
      allowedPattern: MAIL_ADDRESS,
    });
    this.mqttServerCa = parameter('MqttServerCa', {
      description: 'PEM of the authority that handsets trust for the MQTT endpoint',
      default: amazonRootCa(),
    });
    this.pushApplicationArn = parameter('PushApplicationArn', {
      description: `SNS platform application for push wake-ups, or ${NO_PUSH}`,
      default: NO_PUSH,
      allowedPattern: `${NO_PUSH}|arn:[^:]+:sns:[^:]+:[^:]+:app/[^/]+/[^/]+`,
    });
    this.platformKeys = parameter('PlatformKeys', {
      description: 'JWK set of the platforms whose reset attestations count',
      default: '{"keys":[]}',
    });
  }
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/server-authentication.html */
function amazonRootCa(): string {
  const found = rootCertificates.find((pem) =>
    /^CN=Amazon Root CA 1$/m.test(new X509Certificate(pem).subject),
  );
  if (found === undefined) throw new Error('this Node does not know Amazon Root CA 1');
  return found;
}
