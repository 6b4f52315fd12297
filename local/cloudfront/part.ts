/**
 * The CloudFront part: the template's distributions, each on a port of its own on loopback.
 *
 * Origins on loopback, behaviours, origin custom headers and response headers policies act. Nothing is cached. Not
 * hosted, and refused by name: other cache and origin request policies than CachingDisabled and
 * AllViewerExceptHostHeader, functions, origin groups, S3 origins, error pages, signed addresses, the control plane's
 * own API. Inert: domain names, certificates, web ACLs, logs, restrictions by country.
 */
import type { CloudContext, Part } from '../part.ts';
import type { Distribution } from './distribution.ts';
import { distributionResource } from './distribution-resource.ts';
import { type ResponseHeaders, responseHeadersPolicy } from './response-headers.ts';
import { type EdgeServer, serveDistribution } from './server.ts';

export interface CloudFrontPart extends Part {
  /** Where each distribution is (`http://127.0.0.1:4567`), by its logical id. */
  addresses(): Readonly<Record<string, string>>;
}

/** The first distribution takes `port`, the next ones those after it; 0 takes any free ports. */
export function createCloudFront(
  context: CloudContext,
  { port }: { readonly port: number },
): CloudFrontPart {
  const policies = new Map<string, ResponseHeaders>();
  const servers: EdgeServer[] = [];
  const addresses = new Map<string, string>();

  const open = async (distribution: Distribution, logicalId: string) => {
    const server = await serveDistribution(distribution, {
      port: port === 0 ? 0 : port + servers.length,
      log: context.log,
    });
    servers.push(server);
    const domainName = `127.0.0.1:${server.port}`;
    addresses.set(logicalId, `http://${domainName}`);
    return domainName;
  };

  return {
    name: 'cloudfront',
    signingNames: [],
    resources: [responseHeadersPolicy(policies), distributionResource(policies, open)],
    addresses: () => Object.fromEntries(addresses),
    async stop() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
