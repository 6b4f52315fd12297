/** Where people sign in: an own user pool, unless the deployment names another issuer of access tokens. */
import {
  Aws,
  CfnCondition,
  CfnOutput,
  CfnResource,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolGroup,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { RESOURCE_SERVER, ROLES, type Role, SITE_ROLES } from '#functions/contract/roles.ts';
import type { Parameters } from './parameters.ts';
import { pin, resourceOf } from './pin.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import { plain, type Use } from './use.ts';

export interface SignInProps {
  readonly deployment: Deployment;
  readonly parameters: Parameters;
}

export class SignIn extends Construct {
  /** Issuer and audiences of the access tokens that the API takes. */
  readonly issuer: string;
  readonly audiences: string[];
  /** How functions read those tokens. */
  readonly tokenRules: { readonly TOKEN_ISSUER_KIND: Use; readonly TWO_FACTOR_ACR: Use };

  constructor(scope: Construct, id: string, { deployment, parameters }: SignInProps) {
    super(scope, id);
    const pool = this.#pool();
    const scopesOf = this.#scopes(pool);
    // Nobody else gets a token there that opens anything.
    const [inPortal, inConsole] = [scopesOf(SITE_ROLES.portal), scopesOf(SITE_ROLES.console)];
    const portal = this.#client(pool, 'Pages', parameters.pageOrigin, inPortal);
    const console = this.#client(pool, 'Console', parameters.consoleOrigin, inConsole);
    this.#namePersons(pool, deployment);
    const url = this.#managedLogin(pool, { Style: portal, ConsoleStyle: console });

    const own = new CfnCondition(this, 'OwnSignIn', {
      expression: Fn.conditionEquals(parameters.tokenIssuer, ''),
    });
    own.overrideLogicalId('OwnSignIn');
    // All of it, the trigger's function and its rights included.
    for (const child of this.node.findAll())
      if (CfnResource.isCfnResource(child)) child.cfnOptions.condition = own;
    const chosen = (ours: string, others: string) =>
      Fn.conditionIf(own.logicalId, ours, others).toString();
    this.issuer = chosen(pool.userPoolProviderUrl, parameters.tokenIssuer);
    this.audiences = [
      chosen(portal.userPoolClientId, parameters.tokenAudience),
      chosen(console.userPoolClientId, Aws.NO_VALUE),
    ];
    this.tokenRules = {
      TOKEN_ISSUER_KIND: plain(chosen('cognito', parameters.tokenIssuerKind)),
      TWO_FACTOR_ACR: plain(parameters.twoFactorAcr),
    };
    new CfnOutput(this, 'Issuer', {
      value: pool.userPoolProviderUrl,
      condition: own,
    }).overrideLogicalId('SignInIssuer');
    new CfnOutput(this, 'Url', { value: url, condition: own }).overrideLogicalId('SignInUrl');
    for (const [id, name, { userPoolClientId: value }] of [
      ['ClientId', 'SignInClientId', portal],
      ['ConsoleClientId', 'ConsoleSignInClientId', console],
    ] as const)
      new CfnOutput(this, id, { value, condition: own }).overrideLogicalId(name);
  }

  /** Nobody gets in with less than two factors; a passkey that verified its user counts as two. */
  #pool(): UserPool {
    const pool = new UserPool(this, 'Pool', {
      // Access tokens with claims of our own, and passkeys, are not in the plan below.
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      customAttributes: {
        person: new StringAttribute({ minLen: 1, maxLen: 128, mutable: true }),
        account: new StringAttribute({ minLen: 1, maxLen: 128, mutable: true }),
        shop: new StringAttribute({ minLen: 1, maxLen: 128, mutable: true }),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
        tempPasswordValidity: Duration.days(1),
      },
      // What arrives on the lost phone must not open the account.
      accountRecovery: AccountRecovery.NONE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    resourceOf(pool).addPropertyOverride(
      'WebAuthnFactorConfiguration',
      'MULTI_FACTOR_WITH_USER_VERIFICATION',
    );
    for (const role of ROLES)
      new UserPoolGroup(this, `Group-${role}`, { userPool: pool, groupName: role });
    return pin(pool, 'UserPool');
  }

  /** Answers the scopes that open the routes of roles. */
  #scopes(pool: UserPool): (roles: readonly Role[]) => OAuthScope[] {
    const scopes = ROLES.map((role) => ({
      role,
      scope: new ResourceServerScope({
        scopeName: role,
        scopeDescription: `The routes for ${role}`,
      }),
    }));
    const server = pool.addResourceServer('ResourceServer', {
      identifier: RESOURCE_SERVER,
      scopes: scopes.map(({ scope }) => scope),
    });
    return (roles) =>
      scopes
        .filter(({ role }) => roles.includes(role))
        .map(({ scope }) => OAuthScope.resourceServer(server, scope));
  }

  /** A public client: code and PKCE. What a person is, a person cannot write. */
  #client(
    pool: UserPool,
    id: string,
    origin: string,
    scopes: readonly OAuthScope[],
  ): UserPoolClient {
    return pool.addClient(id, {
      generateSecret: false,
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, ...scopes],
        callbackUrls: [`${origin}/callback`],
        logoutUrls: [`${origin}/signed-out`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(1),
      refreshTokenRotationGracePeriod: Duration.seconds(10),
    });
  }

  #namePersons(pool: UserPool, deployment: Deployment): void {
    const namePerson = new ServiceFunction(this, 'name-person', deployment, {
      uses: {},
      // Cognito waits no longer.
      timeout: Duration.seconds(5),
    });
    pool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      namePerson.lambda,
      LambdaVersion.V2_0,
    );
  }

  /** Its address, under a name that no other stack has. */
  #managedLogin(pool: UserPool, clients: Readonly<Record<string, UserPoolClient>>): string {
    const stackUuid = Fn.select(2, Fn.split('/', Stack.of(this).stackId));
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `remote-wipe-${stackUuid}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style of its own a client gets no page at all.
    for (const [id, { userPoolClientId: clientId }] of Object.entries(clients))
      new CfnManagedLoginBranding(this, id, {
        userPoolId: pool.userPoolId,
        clientId,
        useCognitoProvidedValues: true,
      });
    return domain.baseUrl();
  }
}
