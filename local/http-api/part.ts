/**
 * The API Gateway part: the template's HTTP APIs, each on a port of its own on loopback.
 *
 * Not hosted, and refused by name: REST and WebSocket APIs, OpenAPI bodies, integrations other than AWS_PROXY with
 * payload 2.0, parameter mappings, VPC links, Lambda and IAM authorizers, custom domains, deployments, the control
 * plane's own API. Access logs are inert. Unlike API Gateway, connections are plain http, so `x-forwarded-proto` is
 * `http`, and the domain name is this machine's.
 */
import type { Functions } from '../functions.ts';
import type { CloudContext, Part } from '../part.ts';
import type { HttpApi } from './api.ts';
import { apiResource, stageResource } from './api-resource.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { authorizerResource, integrationResource, routeResource } from './route-resource.ts';
import { type ApiServer, serveApi } from './server.ts';

export interface HttpApiPart extends Part {
  /** Where each API is (`http://127.0.0.1:4000`), by its logical id and by its API id. */
  addresses(): Readonly<Record<string, string>>;
  /** Listens at once for the first API, whose address may be a parameter of the template; answers that address. */
  listen(): Promise<string>;
}

/** The first API takes `port`, the next ones those after it; 0 takes any free ports. */
export function createHttpApi(
  context: CloudContext,
  { functions, port }: { readonly functions: Functions; readonly port: number },
): HttpApiPart {
  const apis = new Map<string, HttpApi>();
  /** By place: that of the first is 0. */
  const servers = new Map<number, ApiServer>();
  const served: HttpApi[] = [];
  const addresses = new Map<string, string>();
  let gateway: Gateway | undefined;

  const serve = async (place: number) => {
    const server = await serveApi({
      api: () => served[place],
      port: port === 0 ? 0 : port + place,
      gateway: () => gateway,
      log: context.log,
      usage: context.usage,
    });
    servers.set(place, server);
    return server;
  };
  const addressOf = (server: ApiServer) => `http://127.0.0.1:${server.port}`;

  const open = async (api: HttpApi, logicalId: string) => {
    const place = served.push(api) - 1;
    const address = addressOf(servers.get(place) ?? (await serve(place)));
    apis.set(api.id, api);
    addresses.set(api.id, address).set(logicalId, address);
    return address;
  };

  return {
    name: 'http-api',
    signingNames: [],
    resources: [
      apiResource(open),
      stageResource(apis),
      routeResource(apis),
      integrationResource(apis),
      authorizerResource(apis, context.clock),
    ],
    addresses: () => Object.fromEntries(addresses),
    listen: async () => addressOf(servers.get(0) ?? (await serve(0))),
    async start() {
      gateway = createGateway(context, functions);
    },
    async stop() {
      gateway = undefined;
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
