/**
 * The CloudFront part: the template's distributions, each on a port of its own on loopback.
 *
 * Origins on loopback and in S3, behaviours, functions of viewer requests in front of S3, compression, origin custom
 * headers and response headers policies act. Nothing is kept. Not hosted, and refused by name: other cache and origin
 * request policies than CachingOptimized in front of S3, and CachingDisabled with AllViewerExceptHostHeader elsewhere,
 * functions of responses, origin groups, error pages, signed addresses, the control plane's own API. Inert: domain
 * names, certificates, web ACLs, logs, restrictions by country.
 */
import type { CloudContext, Part } from '../part.ts';
import type { Objects } from '../s3/part.ts';
import { accessControlResource } from './access-control-resource.ts';
import type { Distribution } from './distribution.ts';
import { distributionResource } from './distribution-resource.ts';
import { functionResource } from './function-resource.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { type ResponseHeaders, responseHeadersPolicy } from './response-headers.ts';
import { type EdgeServer, serveDistribution } from './server.ts';

export interface CloudFrontPart extends Part {
  /** Where each distribution is (`http://127.0.0.1:4567`), in the order of the templates. */
  addresses(): readonly string[];
  /** Listens at once for the distribution in this place, whose address may be a parameter of the template; answers that address. */
  listen(place: number): Promise<string>;
}

/** Each distribution takes the port in its place, 0 and further ones any free port. */
export function createCloudFront(
  context: CloudContext,
  { objects, ports }: { readonly objects: Objects; readonly ports: readonly number[] },
): CloudFrontPart {
  const policies = new Map<string, ResponseHeaders>();
  const functions = new Map<string, FunctionRuntime>();
  const accessControls = new Set<string>();
  /** By place: that of the first distribution is 0. */
  const servers = new Map<number, EdgeServer>();
  const served: Distribution[] = [];

  const serve = async (place: number) => {
    const server = await serveDistribution({
      distribution: () => served[place],
      port: ports[place] ?? 0,
      objects,
      log: context.log,
    });
    servers.set(place, server);
    return server;
  };

  const addressOf = (server: EdgeServer | undefined) => `http://127.0.0.1:${server?.port}`;

  const listen = async (place: number) => servers.get(place) ?? (await serve(place));

  const open = async (distribution: Distribution) => {
    const place = served.push(distribution) - 1;
    return `127.0.0.1:${(await listen(place)).port}`;
  };

  return {
    name: 'cloudfront',
    signingNames: [],
    resources: [
      responseHeadersPolicy(policies),
      functionResource(context.account, functions),
      accessControlResource(accessControls),
      distributionResource(context.account, { policies, functions, accessControls }, open),
    ],
    addresses: () => served.map((_, place) => addressOf(servers.get(place))),
    listen: async (place) => addressOf(await listen(place)),
    async stop() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
