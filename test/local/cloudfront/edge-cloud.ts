/** A small cloud with distributions in front of an origin that the test plays. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createCloudFront } from '#local/cloudfront/part.ts';
import { createKms } from '#local/kms/part.ts';
import { createS3 } from '#local/s3/part.ts';
import { type SmallCloud, smallCloud } from '../small-cloud.ts';

export type OriginAnswer = (
  message: IncomingMessage,
  response: ServerResponse,
  body: string,
) => void;

/** An origin on loopback; answers where it is. */
export async function startOrigin(answer: OriginAnswer) {
  const server = createServer((message, response) => {
    let body = '';
    message.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    message.on('end', () => answer(message, response, body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  return {
    domainName: `127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** What the template of this service says of its one behaviour, for an origin that is named. */
export const distributionOf = (domainName: string, changes: object = {}) => ({
  DistributionConfig: {
    Enabled: true,
    Origins: [
      {
        Id: 'api',
        DomainName: domainName,
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
        OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue: 'secret' }],
      },
    ],
    DefaultCacheBehavior: behavior(),
    ...changes,
  },
});

export const behavior = (changes: object = {}) => ({
  TargetOriginId: 'api',
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  ViewerProtocolPolicy: 'https-only',
  ...changes,
});

export interface EdgeCloud extends SmallCloud {
  /** Makes a distribution and answers its address. */
  distribution(properties: object): Promise<string>;
}

export async function edgeCloud(dataDir: string): Promise<EdgeCloud> {
  const cloud = await smallCloud(dataDir, (context) => {
    const keys = createKms(context);
    const objects = createS3(context, { keys, assets: { locate: (key) => key } });
    return [keys, objects, createCloudFront(context, { objects, ports: [] })];
  });
  let count = 0;
  return {
    ...cloud,
    async distribution(properties) {
      count += 1;
      const name = `Distribution${count}`;
      const { attributes } = await cloud.create('AWS::CloudFront::Distribution', name, properties);
      return `http://${attributes['DomainName']}`;
    },
  };
}
