/** The governor's limits, out of the environment of a function that is told them. */
import type {
  AccountLimits,
  ClerkLimits,
  OperatorLimits,
  SearchLimits,
  TotalLimits,
} from '#domain/governor/limits.ts';
import type { readEnvironment } from './environment.ts';

type Told = ReturnType<typeof readEnvironment<'show-limits'>>;
type Named<Limit extends string> = Pick<Told, Extract<keyof Told, `${Limit}_LIMIT`>>;

export const clerkLimitsOf = (
  told: Named<'CLERK_HOUR' | 'CLERK_SOFT_HOUR' | 'SHOP_DAY' | 'CLERK_REQUESTS_HOUR'>,
): ClerkLimits => ({
  clerkHour: told.CLERK_HOUR_LIMIT,
  clerkSoftHour: told.CLERK_SOFT_HOUR_LIMIT,
  shopDay: told.SHOP_DAY_LIMIT,
  clerkRequestsHour: told.CLERK_REQUESTS_HOUR_LIMIT,
});

export const searchLimitsOf = (told: Named<'CLERK_SEARCH_HOUR'>): SearchLimits => ({
  clerkSearchesHour: told.CLERK_SEARCH_HOUR_LIMIT,
});

export const accountLimitsOf = (told: Named<'ACCOUNT_DAY' | 'BUSINESS_HOUR'>): AccountLimits => ({
  accountDay: told.ACCOUNT_DAY_LIMIT,
  businessHour: told.BUSINESS_HOUR_LIMIT,
});

export const operatorLimitsOf = (told: Named<'OPERATOR_HOUR'>): OperatorLimits => ({
  operatorHour: told.OPERATOR_HOUR_LIMIT,
});

export const totalLimitsOf = (
  told: Named<'TOTAL_5_MINUTES' | 'TOTAL_HOUR' | 'TOTAL_DAY'>,
): TotalLimits => ({
  total5Minutes: told.TOTAL_5_MINUTES_LIMIT,
  totalHour: told.TOTAL_HOUR_LIMIT,
  totalDay: told.TOTAL_DAY_LIMIT,
});
