/** The governor's limits: what functions are told of them, and the function that shows how much of them is used. */
import { Construct } from 'constructs';
import { MOST_IN_SHARD } from '#domain/governor/limits.ts';
import { type Deployment, ServiceFunction } from './service-function.ts';
import type { Settings } from './settings.ts';
import type { SignIn } from './sign-in.ts';
import type { Tables } from './tables.ts';
import { plain, type Use } from './use.ts';

export const clerkLimits = (settings: Settings) => ({
  CLERK_HOUR_LIMIT: plain(settings.clerkWipesPerHour),
  CLERK_SOFT_HOUR_LIMIT: plain(settings.clerkWipesPerHourAlone),
  SHOP_DAY_LIMIT: plain(settings.shopWipesPerDay),
  CLERK_REQUESTS_HOUR_LIMIT: plain(settings.clerkRequestsPerHour),
});

export const searchLimit = (settings: Settings) => ({
  CLERK_SEARCH_HOUR_LIMIT: plain(settings.clerkSearchesPerHour),
});

export const lineLimit = (settings: Settings) => ({
  LINE_DAY_LIMIT: plain(settings.lineWipesPerDayAlone),
});

export const operatorLimits = (settings: Settings) => ({
  OPERATOR_HOUR_LIMIT: plain(settings.operatorCancelsPerHour),
});

export const accountLimits = (settings: Settings) => ({
  ACCOUNT_DAY_LIMIT: plain(settings.accountWipesPerDay),
  BUSINESS_HOUR_LIMIT: plain(settings.businessWipesPerHour),
});

/** Where a limit needs more than one item, it is looked up which of them has the wipe. */
export const lookingUp = (...limits: readonly number[]): 'Query'[] =>
  Math.max(...limits) > MOST_IN_SHARD ? ['Query'] : [];

export const totalLimits = (settings: Settings) => ({
  TOTAL_5_MINUTES_LIMIT: plain(settings.wipesPer5Minutes),
  TOTAL_HOUR_LIMIT: plain(settings.wipesPerHour),
  TOTAL_DAY_LIMIT: plain(settings.wipesPerDay),
});

export interface LimitsProps {
  readonly deployment: Deployment;
  readonly tables: Tables;
  readonly signIn: SignIn;
  readonly originDigests: Use;
}

export class Limits extends Construct {
  readonly showLimits: ServiceFunction<'show-limits'>;

  constructor(scope: Construct, id: string, props: LimitsProps) {
    super(scope, id);
    const { deployment, tables, signIn, originDigests } = props;
    const { settings } = deployment;
    this.showLimits = new ServiceFunction(this, 'show-limits', deployment, {
      uses: {
        ...signIn.tokenRules,
        ORIGIN_DIGESTS: originDigests,
        GOVERNOR_TABLE: tables.governor.allowing('Query'),
        ...clerkLimits(settings),
        ...searchLimit(settings),
        ...lineLimit(settings),
        ...accountLimits(settings),
        ...operatorLimits(settings),
        ...totalLimits(settings),
      },
    });
  }
}
