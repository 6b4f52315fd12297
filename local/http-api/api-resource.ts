/** The resource types AWS::ApiGatewayV2::Api and Stage. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { flag } from '../template/flag.ts';
import { HttpApi } from './api.ts';
import type { ThrottleLimits } from './throttle.ts';

export type Apis = ReadonlyMap<string, HttpApi>;

/** Numbers of a template may come as text. */
const number = z.coerce.number();
const texts = z.array(z.string()).default([]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
const apiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  RouteSelectionExpression: z.literal(`$\{request.method} $\{request.path}`).exactOptional(),
  DisableExecuteApiEndpoint: flag.default(false),
  CorsConfiguration: z
    .strictObject({
      AllowOrigins: texts,
      AllowMethods: texts,
      AllowHeaders: texts,
      ExposeHeaders: texts,
      AllowCredentials: flag.default(false),
      MaxAge: number.int().min(-1).max(86_400).exactOptional(),
    })
    .exactOptional(),
});

/** `open` starts the API's server and answers its address, which `ApiEndpoint` has to be. */
export function apiResource(
  open: (api: HttpApi, logicalId: string) => Promise<string>,
): ResourceType {
  return resourceType({
    type: 'AWS::ApiGatewayV2::Api',
    properties: apiProperties,
    inert: ['Description', 'FailOnWarnings', 'IpAddressType', 'Tags', 'Version'],
    async create({ properties, physicalName, logicalId }) {
      const cors = properties.CorsConfiguration;
      const api = new HttpApi(
        identifier(physicalName, 10),
        cors && {
          allowOrigins: cors.AllowOrigins,
          allowMethods: cors.AllowMethods,
          allowHeaders: cors.AllowHeaders,
          exposeHeaders: cors.ExposeHeaders,
          allowCredentials: cors.AllowCredentials,
          maxAge: cors.MaxAge,
        },
        properties.DisableExecuteApiEndpoint,
      );
      const address = await open(api, logicalId);
      return { ref: api.id, attributes: { ApiId: api.id, ApiEndpoint: address } };
    },
  });
}

const routeSettings = z.strictObject({
  ThrottlingRateLimit: number.min(0).exactOptional(),
  ThrottlingBurstLimit: number.int().min(0).exactOptional(),
  DetailedMetricsEnabled: flag.exactOptional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.string().regex(/^(\$default|[A-Za-z0-9_-]{1,128})$/),
  AutoDeploy: flag.default(false),
  DefaultRouteSettings: routeSettings.default({}),
  RouteSettings: z.record(z.string(), routeSettings).default({}),
  StageVariables: z.record(z.string(), z.string()).default({}),
});

export function stageResource(apis: Apis): ResourceType {
  return resourceType({
    type: 'AWS::ApiGatewayV2::Stage',
    properties: stageProperties,
    inert: ['AccessLogSettings', 'Description', 'Tags'],
    async create({ properties }) {
      const routes = Object.entries(properties.RouteSettings);
      apiOf(apis, properties.ApiId).addStage({
        name: properties.StageName,
        autoDeploy: properties.AutoDeploy,
        variables: properties.StageVariables,
        defaultLimits: limitsOf(properties.DefaultRouteSettings),
        routeLimits: Object.fromEntries(routes.map(([key, each]) => [key, limitsOf(each)])),
      });
      return { ref: properties.StageName, attributes: {} };
    },
  });
}

function limitsOf(settings: z.output<typeof routeSettings>): Partial<ThrottleLimits> {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings;
  return { ...(rate !== undefined && { rate }), ...(burst !== undefined && { burst }) };
}

/** @throws AwsError `NotFoundException`. */
export function apiOf(apis: Apis, id: string): HttpApi {
  const api = apis.get(id);
  if (api === undefined)
    throw new AwsError('NotFoundException', `Invalid API identifier specified ${id}`, {
      status: 404,
    });
  return api;
}

/** Lower-case letters and digits, the same at every start. */
export function identifier(physicalName: string, length: number): string {
  const digest = createHash('sha256').update(physicalName).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}
