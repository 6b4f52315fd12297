import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { scopeOf } from '#functions/contract/roles.ts';
import { ROUTES } from '#functions/contract/routes.ts';
import { functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const routes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route').map(
  ({ Properties }) => Properties,
);
const integrations = resourcesOf(templates, 'AWS::ApiGatewayV2::Integration');
const [stage] = resourcesOf(templates, 'AWS::ApiGatewayV2::Stage');

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (key, contract) => {
    const { caller, function: name } = contract;
    const route = routes.find(({ RouteKey }) => RouteKey === key);

    test(caller === 'person' ? 'wants a token with the scope of a role' : 'takes no token', () => {
      expect(route).toMatchObject(
        contract.caller === 'person'
          ? {
              AuthorizationType: 'JWT',
              AuthorizationScopes: contract.roles.map(scopeOf),
              AuthorizerId: '<PublicApiHttpApiPersons>',
            }
          : { AuthorizationType: 'NONE' },
      );
    });

    test(`goes to ${name}`, () => {
      const target = z.string().parse(route?.['Target']).replace('integrations/', '');
      const integration = integrations.find(
        ({ logicalId }) => target === `<${logicalId.slice(0, -8)}>`,
      );

      expect(integration?.Properties).toMatchObject({
        IntegrationUri: `<${functionOf(templates, name).logicalId.slice(0, -8)}.Arn>`,
        PayloadFormatVersion: '2.0',
      });
    });
  },
);

describe('the API', () => {
  test('has the routes of the contract and no other', () => {
    expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(
      ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });

  test('takes tokens of the issuer and audience that the deployment names, else of its own pool', () => {
    expect(resourcesOf(templates, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      {
        Properties: {
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: {
            Issuer: 'if OwnSignIn: <UserPool.ProviderURL> else: <TokenIssuer>',
            Audience: [
              'if OwnSignIn: <SignInPoolPages> else: <TokenAudience>',
              'if OwnSignIn: <SignInPoolConsole> else: <AWS::NoValue>',
            ],
          },
        },
      },
    ]);
  });

  test('lets browsers in from the pages only', () => {
    const [api] = resourcesOf(templates, 'AWS::ApiGatewayV2::Api');

    expect(api?.Properties['CorsConfiguration']).toMatchObject({ AllowOrigins: ['<PageOrigin>'] });
  });

  test('bounds every route, and what writes more tightly', () => {
    expect(stage?.Properties['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: 200,
      ThrottlingBurstLimit: 400,
    });
    expect(stage?.Properties['RouteSettings']).toEqual(
      Object.fromEntries(
        ROUTES.filter(({ method }) => method === 'POST').map(({ method, path }) => [
          `${method} ${path}`,
          { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        ]),
      ),
    );
  });

  test('logs which route was called, and nothing about who called it', () => {
    const { Format } = z
      .object({ Format: z.string() })
      .parse(stage?.Properties['AccessLogSettings']);

    expect(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(Format)))).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integration.status',
      '$context.authorizer.error',
    ]);
  });
});
