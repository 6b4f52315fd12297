/** A small cloud with one HTTP API in front of functions that the test writes. */
import { createHttpApi } from '#local/http-api/part.ts';
import { type LambdaCloud, lambdaCloud } from '../lambda/lambda-cloud.ts';

export interface ApiCloud extends LambdaCloud {
  readonly apiId: string;
  readonly address: string;
  readonly port: number;
  /** Adds a route to a function, with the permission that CDK gives it. */
  route(routeKey: string, functionArn: string, properties?: object): Promise<void>;
  /** Answers the authorizer's id. */
  authorizer(issuer: string, properties?: object): Promise<string>;
  stage(properties?: object): Promise<void>;
}

export const ECHO = 'export const handler = async (event) => event;';

export async function apiCloud(dataDir: string, api: object = {}, port = 0): Promise<ApiCloud> {
  const made: { addresses: () => Readonly<Record<string, string>> }[] = [];
  const cloud = await lambdaCloud(dataDir, {
    callers: (context, functions) => {
      const part = createHttpApi(context, { functions, port });
      made.push(part);
      return [part];
    },
  });
  const { ref: ApiId, attributes } = await cloud.create('AWS::ApiGatewayV2::Api', 'Api', {
    Name: 'api',
    ProtocolType: 'HTTP',
    ...api,
  });
  const address = String(attributes['ApiEndpoint']);
  let count = 0;
  const next = (name: string) => {
    count += 1;
    return `${name}${count}`;
  };

  return {
    ...cloud,
    apiId: ApiId,
    address,
    port: Number(new URL(address).port),
    async route(RouteKey, functionArn, properties = {}) {
      const { ref } = await cloud.create('AWS::ApiGatewayV2::Integration', next('Integration'), {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: functionArn,
        PayloadFormatVersion: '2.0',
      });
      await cloud.create('AWS::ApiGatewayV2::Route', next('Route'), {
        ApiId,
        RouteKey,
        Target: `integrations/${ref}`,
        ...properties,
      });
      const path = RouteKey.split(' ')[1] ?? '';
      await cloud.create('AWS::Lambda::Permission', next('Permission'), {
        Action: 'lambda:InvokeFunction',
        FunctionName: functionArn,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:ap-northeast-1:000000000000:${ApiId}/*/*${path}`,
      });
    },
    async authorizer(Issuer, properties = {}) {
      const { ref } = await cloud.create('AWS::ApiGatewayV2::Authorizer', next('Authorizer'), {
        ApiId,
        Name: 'people',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer, Audience: ['api'] },
        ...properties,
      });
      return ref;
    },
    async stage(properties = {}) {
      await cloud.create('AWS::ApiGatewayV2::Stage', next('Stage'), {
        ApiId,
        StageName: '$default',
        AutoDeploy: true,
        ...properties,
      });
    },
  };
}
