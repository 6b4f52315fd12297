/** The CDK app: bundles the functions and synthesizes the stacks. */
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from '#lib/bundle.ts';
import { remoteWipe } from '#lib/remote-wipe.ts';

remoteWipe(new App(), bundleFunctions());
