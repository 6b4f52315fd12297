/** The whole application: what must last, and what serves. */
import { type App, Tags } from 'aws-cdk-lib';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { readSettings } from './settings.ts';

/** Adds the stacks to an app. `bundles` is the folder that `bundleFunctions` filled. */
export function remoteWipe(
  app: App,
  bundles: string,
): { readonly records: RecordsStack; readonly service: ServiceStack } {
  const settings = readSettings(app.node);
  const records = new RecordsStack(app, 'RemoteWipe-Records', settings);
  const service = new ServiceStack(app, 'RemoteWipe-Service', {
    deployment: { bundles, settings },
    records,
  });
  Tags.of(app).add('service', 'remote-wipe');
  return { records, service };
}
