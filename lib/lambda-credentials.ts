/**
 * Stands for the SDK's chain of credential providers in bundles. Lambda gives a function its role's credentials in the
 * environment (lambda/latest/dg/configuration-envvars.html); profiles, single sign-on, web identities and the metadata
 * service, which the chain would try as well, are a sixth of a function's code and none of its business.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = fromEnv;
