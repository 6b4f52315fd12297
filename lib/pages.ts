/** One set of pages: the private bucket that they lie in, and how a distribution shows them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  type CfnDistribution,
  CfnFunction,
  CfnOriginAccessControl,
  type CfnResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { PageCopier } from './page-copier.ts';
import { ASSETS, PAGE_PATHS } from './page-paths.ts';
import { type Forgotten, farewellHeaders, pageHeaders } from './safe-headers.ts';
import { allow } from './use.ts';

export interface PagesProps {
  /** The folder that they were built into: files, and a folder of files that are named by their content. */
  readonly folder: string;
  /** What they read at their start, as JSON. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** What they may call beside their own origin, parted by spaces. */
  readonly connectOrigins: string;
  /** What the browser forgets of them after a sign-out. */
  readonly forgotten: readonly Forgotten[];
  readonly copier: PageCopier;
}

const ORIGIN = 'pages';

const CONFIGURATION = 'config.json';

/** The path after a sign-out, whose answer clears the browser. */
const SIGNED_OUT = '/signed-out';

type Behavior = CfnDistribution.DefaultCacheBehaviorProperty;

export class Pages extends Construct {
  readonly origin: CfnDistribution.OriginProperty;
  /** Of every path that no other behavior takes. */
  readonly behavior: Behavior;
  readonly behaviors: readonly CfnDistribution.CacheBehaviorProperty[];
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Whatever deletes it would need a right to delete.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#fill(props);
    this.origin = {
      id: ORIGIN,
      domainName: this.#bucket.bucketRegionalDomainName,
      originAccessControlId: this.#accessControl().attrId,
      // Empty where access is controlled the newer way.
      s3OriginConfig: { originAccessIdentity: '' },
    };
    const shown = this.#shown();
    this.behavior = shown(pageHeaders(this, 'Headers', props.connectOrigins));
    const farewell = shown(farewellHeaders(this, 'FarewellHeaders', props));
    this.behaviors = [{ pathPattern: SIGNED_OUT, ...farewell }];
  }

  /** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
  showBy(distribution: CfnDistribution): void {
    const arn = `arn:${Stack.of(this).partition}:cloudfront::${Stack.of(this).account}:distribution/${distribution.ref}`;
    const reading = allow('s3', ['GetObject'], this.#bucket.arnForObjects('*'), {
      StringEquals: { 'aws:SourceArn': arn },
    });
    reading.addPrincipals(new ServicePrincipal('cloudfront.amazonaws.com'));
    this.#bucket.addToResourcePolicy(reading);
  }

  /** The files that a page names come first. */
  #fill({ folder, configuration, copier }: PagesProps): void {
    const assets = copier.copy(this, 'Assets', {
      sources: [Source.asset(join(folder, ASSETS))],
      bucket: this.#bucket,
      into: ASSETS,
      keys: [`${ASSETS}/*`],
      keptFor: Duration.days(365),
    });
    const files = copier.copy(this, 'Files', {
      sources: [
        Source.asset(folder, { exclude: [ASSETS] }),
        Source.jsonData(CONFIGURATION, configuration),
      ],
      bucket: this.#bucket,
      keys: [...filesIn(folder), CONFIGURATION],
    });
    files.node.addDependency(assets);
  }

  #accessControl(): CfnOriginAccessControl {
    return new CfnOriginAccessControl(this, 'AccessControl', {
      originAccessControlConfig: {
        name: Names.uniqueResourceName(this, { maxLength: 64 }),
        originAccessControlOriginType: 's3',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      },
    });
  }

  #shown(): (headers: CfnResponseHeadersPolicy) => Behavior {
    const paths = new CfnFunction(this, 'Paths', {
      name: Names.uniqueResourceName(this, { maxLength: 64 }),
      autoPublish: true,
      functionCode: PAGE_PATHS,
      functionConfig: { comment: 'Finds the file behind a path', runtime: 'cloudfront-js-2.0' },
    });
    return (headers) => ({
      targetOriginId: ORIGIN,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD.methods,
      viewerProtocolPolicy: 'redirect-to-https',
      compress: true,
      // What must not be kept says so: it is asked for again after a second.
      cachePolicyId: CachePolicy.CACHING_OPTIMIZED.cachePolicyId,
      functionAssociations: [{ eventType: 'viewer-request', functionArn: paths.attrFunctionArn }],
      responseHeadersPolicyId: headers.ref,
    });
  }
}

/** @throws Error for a folder beside that of the assets, which no path would lead to. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => name !== ASSETS)
    .map((entry) => {
      if (entry.isFile()) return entry.name;
      throw new Error(`the pages have a folder ${entry.name}; only ${ASSETS} is shown`);
    });
}
