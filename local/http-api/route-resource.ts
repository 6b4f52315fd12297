/** The resource types AWS::ApiGatewayV2::Route, Integration and Authorizer. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { type Apis, apiOf, identifier } from './api-resource.ts';
import { JwtAuthorizer } from './authorizer.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  IntegrationMethod: z.literal('POST').exactOptional(),
  ConnectionType: z.literal('INTERNET').exactOptional(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().int().min(50).max(30_000).default(30_000),
});

export function integrationResource(apis: Apis): ResourceType {
  return resourceType({
    type: 'AWS::ApiGatewayV2::Integration',
    properties: integrationProperties,
    inert: ['Description'],
    async create({ properties, physicalName }) {
      const id = identifier(physicalName, 7);
      apiOf(apis, properties.ApiId).integrations.set(id, {
        functionArn: functionArn(properties.IntegrationUri),
        timeout: properties.TimeoutInMillis,
      });
      return { ref: id, attributes: { IntegrationId: id } };
    },
  });
}

/** A function's ARN, or the ARN of API Gateway's path to it. */
function functionArn(uri: string): string {
  const [, inner = uri] =
    /^arn:aws:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(
      uri,
    ) ?? [];
  if (inner.startsWith('arn:aws:lambda:')) return inner;
  throw new AwsError('BadRequestException', `${uri} is not a Lambda function`);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
const authorizerProperties = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.string().regex(/^\$request\.(header|querystring)\.[^.]+$/)]),
  JwtConfiguration: z.strictObject({
    Audience: z.array(z.string()).min(1).max(50),
    // AWS takes https only; loopback stands for it here.
    Issuer: z.url().regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/),
  }),
});

export function authorizerResource(apis: Apis, clock: Clock): ResourceType {
  return resourceType({
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: authorizerProperties,
    inert: [],
    async create({ properties, physicalName }) {
      const id = identifier(physicalName, 6);
      const authorizer = new JwtAuthorizer(
        {
          identitySource: properties.IdentitySource[0],
          issuer: properties.JwtConfiguration.Issuer,
          audiences: properties.JwtConfiguration.Audience,
        },
        clock,
      );
      apiOf(apis, properties.ApiId).authorizers.set(id, authorizer);
      return { ref: id, attributes: { AuthorizerId: id } };
    },
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\/.+$/),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().exactOptional(),
  AuthorizationScopes: z.array(z.string()).max(10).default([]),
  ApiKeyRequired: z.literal(false).exactOptional(),
});

export function routeResource(apis: Apis): ResourceType {
  return resourceType({
    type: 'AWS::ApiGatewayV2::Route',
    properties: routeProperties,
    inert: ['OperationName'],
    async create({ properties, physicalName }) {
      const api = apiOf(apis, properties.ApiId);
      const integration = api.integrations.get(properties.Target.slice('integrations/'.length));
      if (integration === undefined)
        throw new AwsError('BadRequestException', `no integration ${properties.Target}`);
      const asked = properties.AuthorizationType === 'JWT';
      const authorizer = api.authorizers.get(properties.AuthorizerId ?? '');
      if (asked !== (authorizer !== undefined))
        throw new AwsError(
          'BadRequestException',
          'Setting the authorization type to JWT requires a valid JWT authorizer, and the other way round.',
        );
      if (!asked && properties.AuthorizationScopes.length > 0)
        throw new AwsError(
          'BadRequestException',
          'Authorization scopes are only valid for the JWT authorization type',
        );
      api.addRoute({
        routeKey: properties.RouteKey,
        integration,
        authorizer,
        scopes: properties.AuthorizationScopes,
      });
      const id = identifier(physicalName, 7);
      return { ref: id, attributes: { RouteId: id } };
    },
  });
}
