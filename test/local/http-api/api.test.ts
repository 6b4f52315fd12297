import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../small-cloud.ts';
import { type ApiCloud, apiCloud, ECHO } from './api-cloud.ts';
import { type SmallIssuer, smallIssuer } from './small-issuer.ts';

let folder = temporaryFolder();
let clouds: ApiCloud[] = [];
let issuer: SmallIssuer;
beforeEach(async () => {
  folder = temporaryFolder();
  clouds = [];
  issuer = await smallIssuer();
});
afterEach(async () => {
  for (const cloud of clouds) await cloud.stop();
  await issuer.close();
  folder.remove();
});

async function newCloud(api: object = {}, port = 0) {
  const cloud = await apiCloud(folder.path, api, port);
  clouds.push(cloud);
  return cloud;
}

describe('a protected route', () => {
  test('lets a person in and tells the function who it is', async () => {
    const cloud = await newCloud();
    const arn = await cloud.fn('echo', ECHO);
    const AuthorizerId = await cloud.authorizer(issuer.url);
    const AuthorizationType = 'JWT';
    await cloud.route('GET /me', arn, { AuthorizationType, AuthorizerId });
    await cloud.route('GET /wipe', arn, {
      AuthorizationType,
      AuthorizerId,
      AuthorizationScopes: ['wipe'],
    });
    await cloud.route('GET /open', arn);
    await cloud.stage();
    await cloud.start();
    const now = Math.floor(Date.now() / 1000);
    const token = await issuer.token({
      iss: issuer.url,
      aud: 'api',
      exp: now + 60,
      scope: 'openid',
    });
    const get = (path: string, authorization?: string) =>
      fetch(cloud.address + path, { headers: authorization ? { authorization } : {} });

    const [me, forbidden, nobody, open] = await Promise.all([
      get('/me', `Bearer ${token}`),
      get('/wipe', `Bearer ${token}`),
      get('/me'),
      get('/open'),
    ]);

    expect(await me.json()).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: { claims: { aud: 'api', exp: String(now + 60), scope: 'openid' }, scopes: null },
        },
      },
    });
    expect([forbidden.status, await forbidden.text()]).toEqual([403, '{"message":"Forbidden"}']);
    expect([nobody.status, await nobody.text()]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    expect(open.status).toBe(200);
  });
});

describe('CORS', () => {
  const CORS = {
    AllowOrigins: ['https://page.example'],
    AllowMethods: ['GET', 'POST'],
    AllowHeaders: ['authorization'],
    ExposeHeaders: ['etag'],
    MaxAge: 60,
  };
  const preflight = (cloud: ApiCloud, origin: string, method = 'POST') =>
    fetch(`${cloud.address}/any`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method },
    });
  async function open() {
    const cloud = await newCloud({ CorsConfiguration: CORS });
    const code = `export const handler = async () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'https://own.example' } });`;
    await cloud.route('GET /', await cloud.fn('own', code));
    await cloud.stage();
    await cloud.start();
    return cloud;
  }

  test('a preflight request is answered without any route', async () => {
    const { status, headers } = await preflight(await open(), 'https://page.example');

    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': 'https://page.example',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
    });
  });

  test('a foreign origin, or a method that is not allowed, gets no permission', async () => {
    const cloud = await open();

    for (const answer of [
      await preflight(cloud, 'https://evil.example'),
      await preflight(cloud, 'https://page.example', 'DELETE'),
      await fetch(cloud.address, { headers: { origin: 'https://evil.example' } }),
    ])
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a preflight request takes a route that is there for it, and needs what that one needs', async () => {
    const cloud = await newCloud({ CorsConfiguration: CORS });
    const arn = await cloud.fn('echo', ECHO);
    const AuthorizerId = await cloud.authorizer(issuer.url);
    await cloud.route('$default', arn, { AuthorizationType: 'JWT', AuthorizerId });
    await cloud.route('OPTIONS /open', arn);
    await cloud.stage();
    await cloud.start();

    expect((await preflight(cloud, 'https://page.example')).status).toBe(401);
    const open = await fetch(`${cloud.address}/open`, {
      method: 'OPTIONS',
      headers: { origin: 'https://page.example', 'access-control-request-method': 'GET' },
    });
    expect(open.status).toBe(200);
    expect(open.headers.get('access-control-allow-methods')).toBe('GET,POST');
  });

  test("the API's own headers replace those of a function, and stand on errors too", async () => {
    const cloud = await open();
    const headers = { origin: 'https://page.example' };

    for (const path of ['/', '/none']) {
      const answer = await fetch(cloud.address + path, { headers });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://page.example');
      expect(answer.headers.get('access-control-expose-headers')).toBe('etag');
    }
    expect((await fetch(cloud.address)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('an API', () => {
  test('is the same after a restart: id, and port where one was given', async () => {
    const first = await newCloud();
    const { apiId, port } = first;
    await first.stop();

    const second = await newCloud({}, port);

    expect([second.apiId, second.port]).toEqual([apiId, port]);
    expect(apiId).toMatch(/^[a-z0-9]{10}$/);
  });

  test('that is disabled under its own address answers 404', async () => {
    const cloud = await newCloud({ DisableExecuteApiEndpoint: true });
    await cloud.route('GET /', await cloud.fn('echo', ECHO));
    await cloud.stage();
    await cloud.start();

    expect((await fetch(cloud.address)).status).toBe(404);
  });

  test.each([
    { ProtocolType: 'WEBSOCKET' },
    { Body: {} },
    { RouteKey: 'GET /' },
    { CorsConfiguration: { Origins: [] } },
  ])('with %j is refused', async (properties) => {
    const cloud = await newCloud();
    const api = { Name: 'second', ProtocolType: 'HTTP', ...properties };

    await expect(cloud.create('AWS::ApiGatewayV2::Api', 'Second', api)).rejects.toThrow();
  });
});

describe('a template is refused', () => {
  test.each<[string, object]>([
    ['Integration', { IntegrationType: 'HTTP_PROXY' }],
    ['Integration', { PayloadFormatVersion: '1.0' }],
    ['Integration', { RequestParameters: {} }],
    ['Integration', { IntegrationUri: 'https://else' }],
    ['Integration', { TimeoutInMillis: 30_001 }],
    ['Authorizer', { AuthorizerType: 'REQUEST' }],
    ['Authorizer', { IdentitySource: ['$request.body.token'] }],
    ['Authorizer', { JwtConfiguration: { Audience: [], Issuer: 'https://issuer' } }],
    ['Authorizer', { JwtConfiguration: { Audience: ['a'], Issuer: 'http://issuer.example' } }],
    ['Route', { AuthorizationType: 'AWS_IAM' }],
    ['Route', { AuthorizationType: 'JWT' }],
    ['Route', { AuthorizationType: 'JWT', AuthorizerId: 'none' }],
    ['Route', { AuthorizationScopes: ['wipe'] }],
    ['Route', { Target: 'integrations/none' }],
    ['Route', { RouteKey: 'GET' }],
    ['Stage', { DeploymentId: 'x' }],
    ['Stage', { ApiId: 'none' }],
  ])('with %s %j', async (kind, overrides) => {
    const cloud = await newCloud();
    const ApiId = cloud.apiId;
    const good: Record<string, object> = {
      Integration: {
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: 'arn:aws:lambda:ap-northeast-1:000000000000:function:echo',
        PayloadFormatVersion: '2.0',
      },
      Authorizer: {
        Name: 'people',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['api'], Issuer: issuer.url },
      },
      Stage: { StageName: '$default', AutoDeploy: true },
    };
    const create = (type: string, properties: object) =>
      cloud.create(`AWS::ApiGatewayV2::${type}`, type, { ApiId, ...good[type], ...properties });
    const { ref } = await create('Integration', {});
    good['Route'] = { RouteKey: 'GET /', Target: `integrations/${ref}` };
    await create(kind, {});
    const another = kind === 'Route' ? { RouteKey: 'GET /b' } : {};

    await expect(create(kind, { ...another, ...overrides })).rejects.toThrow();
  });

  test('with one route key twice', async () => {
    const cloud = await newCloud();
    const arn = await cloud.fn('echo', ECHO);
    await cloud.route('GET /', arn);

    await expect(cloud.route('GET /', arn)).rejects.toThrow('already exists');
  });
});
