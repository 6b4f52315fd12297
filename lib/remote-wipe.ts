/** The whole application: what must last, what serves, and what stands in front of it. */
import { type App, Tags } from 'aws-cdk-lib';
import type { Site } from '#functions/contract/roles.ts';
import { acceptFindings } from './accepted-findings.ts';
import { EdgeStack } from './edge-stack.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { readSettings } from './settings.ts';

/**
 * Set here and not in `cdk.json`, so that whoever synthesizes gets the same templates.
 * https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
 */
const FEATURE_FLAGS = {
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
};

interface Stacks {
  readonly records: RecordsStack;
  readonly service: ServiceStack;
  readonly edge: EdgeStack;
  readonly console: EdgeStack;
}

/** What was built beforehand. */
export interface Built {
  /** The folder that `bundleFunctions` filled. */
  readonly bundles: string;
  /** The folders that `buildPages` filled. */
  readonly pages: Readonly<Record<Site, string>>;
}

/** Adds the stacks to an app. */
export function remoteWipe(app: App, built: Built): Stacks {
  const stacks = addStacks(app, built);
  acceptFindings(app, stacks.service.region);
  return stacks;
}

/** The same, with nothing said to those who check it. */
export function addStacks(app: App, { bundles, pages }: Built): Stacks {
  for (const [flag, value] of Object.entries(FEATURE_FLAGS)) app.node.setContext(flag, value);
  const settings = readSettings(app.node);
  const records = new RecordsStack(app, 'RemoteWipe-Records', settings);
  const service = new ServiceStack(app, 'RemoteWipe-Service', {
    deployment: { bundles, settings },
    records,
  });
  const edge = new EdgeStack(app, 'RemoteWipe-Edge', {
    settings,
    description: 'Remote wipe: the portal, and the edge in front of the API',
    pages: pages.portal,
    configuration: {
      deadlineDays: settings.deliveryDeadlineDays,
      links: {
        booking: settings.bookingUrl,
        lock: settings.lockServiceUrl,
        contact: settings.contactUrl,
      },
    },
    // Many sign in at a machine that is not theirs.
    forgotten: ['cache', 'storage'],
  });
  const console = new EdgeStack(app, 'RemoteWipe-Console', {
    settings,
    description:
      'Remote wipe: the console of operations, and an edge of its own in front of the API',
    pages: pages.console,
    configuration: {},
    // The views that operators keep stay; the pages themselves forget everything else.
    forgotten: ['cache'],
  });
  Tags.of(app).add('service', 'remote-wipe');
  return { records, service, edge, console };
}
