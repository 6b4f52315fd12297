import { describe, expect, test } from '@jest/globals';
import { ROLES, SITE_ROLES, scopeOf, scopesOfSite } from '#functions/contract/roles.ts';
import { functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const the = (type: string) => {
  const [only, ...more] = resourcesOf(templates, type);
  if (only === undefined || more.length > 0) throw new Error(`${more.length} × ${type} too many`);
  return only;
};
const pool = the('AWS::Cognito::UserPool');
const clients = resourcesOf(templates, 'AWS::Cognito::UserPoolClient');
const clientFor = (origin: string) => {
  const found = clients.filter(
    ({ Properties }) => String(Properties['CallbackURLs']) === `<${origin}>/callback`,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} × ${origin}`);
  return only.Properties;
};
const SCOPE = '<SignInPoolResourceServer>';

describe('the user pool', () => {
  test('lets nobody in with less than two factors', () => {
    expect(pool.Properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnUserVerification: 'required',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    });
    // A remembered device would be let in without the second one.
    expect(pool.Properties).not.toHaveProperty('DeviceConfiguration');
  });

  test('is opened by nothing that arrives on the lost phone, and takes nobody by themselves', () => {
    expect(pool.Properties).toMatchObject({
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    expect(pool.Properties).not.toHaveProperty('SmsConfiguration');
  });

  test('is not lost with its stack, nor by a move in the tree', () => {
    expect(pool).toMatchObject({
      logicalId: 'UserPool',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtection: 'ACTIVE' },
    });
  });

  test('has a group for each role', () => {
    const groups = resourcesOf(templates, 'AWS::Cognito::UserPoolGroup');

    expect(groups.map(({ Properties }) => Properties['GroupName'])).toEqual([...ROLES]);
  });

  test('has who a person is named by a function that nobody else may call', () => {
    const trigger = functionOf(templates, 'name-person');
    const permissions = resourcesOf(templates, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties['FunctionName'] === `<${trigger.logicalId.slice(0, -8)}.Arn>`,
    );

    expect(pool.Properties['LambdaConfig']).toEqual({
      PreTokenGenerationConfig: {
        LambdaArn: `<${trigger.logicalId.slice(0, -8)}.Arn>`,
        LambdaVersion: 'V2_0',
      },
    });
    expect(permissions).toMatchObject([
      { Properties: { Principal: 'cognito-idp.amazonaws.com', SourceArn: '<UserPool.Arn>' } },
    ]);
  });
});

describe.each([
  ['portal', 'PageOrigin', ['subscriber', 'shop', 'approver']],
  ['console', 'ConsoleOrigin', ['ops', 'approver']],
] as const)('the client of the %s', (site, origin, roles) => {
  const client = clientFor(origin);

  test('is allowed what its pages ask for, and nothing else', () => {
    const scopes = ['openid', ...roles.map((role) => `${SCOPE}/${role}`)];

    expect(client['AllowedOAuthScopes']).toEqual(scopes);
    expect(scopesOfSite(site)).toEqual(scopes.map((scope) => scope.replace(SCOPE, 'remote-wipe')));
  });

  test('gets codes with PKCE and no secret, and goes back to its pages only', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: [`<${origin}>/callback`],
      LogoutURLs: [`<${origin}>/signed-out`],
      SupportedIdentityProviders: ['COGNITO'],
      ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  test('has tokens that live shortly and can be revoked', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 60,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED' },
    });
  });

  test('writes nothing that says who a person is', () => {
    expect(client['WriteAttributes']).toEqual(['locale']);
  });
});

test('everybody has a site whose pages are for them', () => {
  expect(new Set(Object.values(SITE_ROLES).flat())).toEqual(new Set(ROLES));
});

describe('the user pool’s service', () => {
  test('is known by the scopes of the routes', () => {
    expect(the('AWS::Cognito::UserPoolResourceServer').Properties).toMatchObject({
      Identifier: 'remote-wipe',
      Scopes: ROLES.map((role) => ({ ScopeName: role })),
    });
    expect(ROLES.map(scopeOf)).toEqual(ROLES.map((role) => `remote-wipe/${role}`));
  });

  test('has pages at an address that no other stack has', () => {
    expect(the('AWS::Cognito::UserPoolDomain').Properties).toMatchObject({
      Domain: 'remote-wipe-split(<AWS::StackId>, /)[2]',
      ManagedLoginVersion: 2,
    });
  });

  test('has such pages for each client, which would get none without a style', () => {
    const styles = resourcesOf(templates, 'AWS::Cognito::ManagedLoginBranding');

    expect(styles.map(({ Properties }) => Properties)).toEqual(
      ['<SignInPoolPages>', '<SignInPoolConsole>'].map((ClientId) =>
        expect.objectContaining({ ClientId, UseCognitoProvidedValues: true }),
      ),
    );
  });
});

describe('with an issuer of its own, a deployment', () => {
  const { Resources } = templates.service.toJSON();

  test('has none of this: all of it hangs on one condition', () => {
    const ours = Object.entries<{ Type: string; Condition?: string }>(Resources).filter(
      ([logicalId]) => /^(SignIn|UserPool)/.test(logicalId),
    );
    const cognito = Object.values<{ Type: string; Condition?: string }>(Resources).filter(
      ({ Type }) => Type.startsWith('AWS::Cognito::'),
    );

    expect(ours.length).toBeGreaterThan(cognito.length);
    for (const { Condition } of [...ours.map(([, resource]) => resource), ...cognito])
      expect(Condition).toBe('OwnSignIn');
    expect(templates.service.toJSON()['Conditions']).toMatchObject({
      OwnSignIn: { 'Fn::Equals': [{ Ref: 'TokenIssuer' }, ''] },
    });
  });

  test('tells each function that people call how its tokens are read', () => {
    for (const name of ['list-lines', 'request-wipe', 'cancel-wipe', 'show-record'] as const)
      expect(functionOf(templates, name).Properties['Environment']).toMatchObject({
        Variables: {
          TOKEN_ISSUER_KIND: 'if OwnSignIn: cognito else: <TokenIssuerKind>',
          TWO_FACTOR_ACR: '<TwoFactorAcr>',
        },
      });
  });
});
