/** All parts of the local cloud, made in an order in which each gets the others that it needs. */
import type { Addresses, CloudFacts, CloudOptions } from './cloud.ts';
import { type CloudFormation, createCloudFormation } from './cloudformation/part.ts';
import { createCloudFront } from './cloudfront/part.ts';
import { createDynamoDb } from './dynamodb/part.ts';
import { createHttpApi } from './http-api/part.ts';
import type { Iam } from './iam/part.ts';
import { createInbox } from './inbox/part.ts';
import { createIot } from './iot/part.ts';
import { createIssuer } from './issuer/part.ts';
import { createKms } from './kms/part.ts';
import { createLambda } from './lambda/part.ts';
import type { CloudContext, Part } from './part.ts';
import { createS3 } from './s3/part.ts';
import { createScheduler } from './scheduler/part.ts';
import { createSecrets } from './secrets/part.ts';
import { createSes } from './ses/part.ts';
import { createSns } from './sns/part.ts';
import { createSqs } from './sqs/part.ts';
import { createStepFunctions } from './step-functions/part.ts';
import { createSts } from './sts/part.ts';
import type { Assets } from './template/assets.ts';

export interface PartOptions {
  readonly iam: Iam;
  readonly assets: Assets;
  readonly options: CloudOptions;
  /** The AWS endpoint, once it listens. */
  readonly endpointUrl: () => string;
  /**
   * Called once the parts exist that functions call. The cloud ends in the opposite order: first what calls
   * functions, then functions, then the endpoint, then stores, so nothing is taken for a failure that is an end.
   */
  readonly openEndpoint: () => Promise<void>;
}

export interface Parts {
  /** What is known before the template is read, so that it may have it as parameters. */
  readonly facts: Omit<CloudFacts, 'endpoint'>;
  /** Where each page or socket beside the AWS endpoint is, once all parts have started. */
  addresses(): Addresses;
  /** Told what is planned and what was made. */
  readonly stacks: Pick<CloudFormation, 'begin' | 'complete'>;
  secretText(secretId: string): string;
}

/**
 * Makes the parts and hands each to `add`. Some open files; the issuer, the first HTTP API and the first two distributions
 * listen at once, since their addresses are parameters of the template.
 */
export async function createParts(
  context: CloudContext,
  { iam, assets, options, endpointUrl, openEndpoint }: PartOptions,
  add: <Made extends Part>(part: Made) => Made,
): Promise<Parts> {
  const { ports } = options;
  const stacks = add(createCloudFormation(context));
  add(createSts(context));
  const kms = add(createKms(context));
  const requireKeyUse = kms.requireUse;
  const inbox = add(createInbox(context, { port: ports.inbox }));
  const secrets = add(createSecrets(context, { requireKeyUse }));
  add(createSes(context, { inbox, identities: options.mailIdentities ?? [] }));
  const queues = add(createSqs(context, { endpointUrl, requireKeyUse }));
  add(createDynamoDb(context, { keys: kms }));
  const objects = add(createS3(context, { keys: kms, assets }));
  await openEndpoint();
  const { canAssume, credentials } = iam;
  const functions = add(
    createLambda(context, { assets, canAssume, credentials, endpointUrl, queues }),
  );
  const platformApplications = options.pushApplications ?? [];
  add(createSns(context, { functions, queues, inbox, platformApplications, requireKeyUse }));
  add(createStepFunctions(context, { functions, canAssume }));
  const iot = add(createIot(context, { functions, queues, canAssume, ports }));
  const api = add(createHttpApi(context, { functions, port: ports.api }));
  const apiUrl = await api.listen();
  const edge = add(createCloudFront(context, { objects, ports: [ports.edge, ports.secondEdge] }));
  const edgeUrl = await edge.listen(0);
  const secondEdgeUrl = await edge.listen(1);
  add(createScheduler(context, { functions, queues, canAssume }));
  const issuer =
    options.issuer && add(await createIssuer(context, { ...options.issuer, port: ports.issuer }));
  const addresses = issuer === undefined ? {} : { issuer: issuer.issuerUrl() };
  return {
    facts: {
      ...addresses,
      api: apiUrl,
      edge: edgeUrl,
      secondEdge: secondEdgeUrl,
      mqttCa: iot.caPem(),
    },
    addresses() {
      const { host, port } = iot.mqttAddress();
      const [first] = Object.values(api.addresses());
      const [firstEdge, secondEdge] = edge.addresses();
      return {
        ...addresses,
        ...api.addresses(),
        ...(first !== undefined && { api: first }),
        ...(firstEdge !== undefined && { edge: firstEdge }),
        ...(secondEdge !== undefined && { secondEdge }),
        inbox: inbox.address(),
        mqtt: `${host}:${port}`,
      };
    },
    stacks,
    secretText: secrets.valueOf,
  };
}
