/** `GET /v1/ops/limits`: the governor's limits, and how much of their present windows is used. Deploying changes them. */
import * as z from 'zod/mini';
import {
  type AccountLimits,
  accountLimit,
  type ClerkLimits,
  clerkLimit,
  clerkRequestsLimit,
  type Limit,
  type OperatorLimits,
  operatorLimit,
  type SearchLimits,
  searchLimit,
  shopLimit,
  type TotalLimits,
  totalLimits,
} from '#domain/governor/limits.ts';
import { windowAt } from '#domain/governor/windows.ts';
import { LINE_WINDOW } from '#domain/wipe/approval.ts';
import { dynamo } from './aws/dynamo.ts';
import type { LimitView } from './contract/bodies.ts';
import { readEnvironment } from './contract/environment.ts';
import {
  accountLimitsOf,
  clerkLimitsOf,
  operatorLimitsOf,
  searchLimitsOf,
  totalLimitsOf,
} from './contract/limits.ts';
import { type ApiHandler, api } from './http/api.ts';
import { queryOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { time } from './http/views.ts';
import { type Counts, countsIn } from './store/counts.ts';

interface Dependencies {
  readonly counts: Pick<Counts, 'size'>;
  readonly clerkLimits: ClerkLimits;
  readonly searchLimits: SearchLimits;
  readonly lineLimit: number;
  readonly accountLimits: AccountLimits;
  readonly operatorLimits: OperatorLimits;
  readonly totalLimits: TotalLimits;
  readonly now: () => number;
}

const id = z.string().check(z.minLength(1), z.maxLength(128));
const Whose = z.strictObject({
  clerk: z.optional(id),
  shop: z.optional(id),
  account: z.optional(id),
  operator: z.optional(id),
});

export const showLimits =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    callerIn(event, 'ops');
    const { clerk, shop, account, operator } = queryOf(event, Whose);
    const at = deps.now();

    const show = async (limit: Limit, isNamed: boolean, more: object = {}) => ({
      ...viewOf(limit, at),
      ...more,
      ...(isNamed && { count: await deps.counts.size(limit, at) }),
    });
    const { clerkSoftHour } = deps.clerkLimits;
    const limits = await Promise.all([
      ...totalLimits(deps.totalLimits).map((limit) => show(limit, true)),
      lineView(deps.lineLimit, at),
      show(clerkLimit(clerk ?? '', deps.clerkLimits), clerk !== undefined, {
        alone: clerkSoftHour,
      }),
      show(clerkRequestsLimit(clerk ?? '', deps.clerkLimits), clerk !== undefined),
      show(searchLimit(clerk ?? '', deps.searchLimits), clerk !== undefined),
      show(shopLimit(shop ?? '', deps.clerkLimits), shop !== undefined),
      ...(['docomo', 'business'] as const).map((plan) =>
        show(accountLimit(account ?? '', plan, deps.accountLimits), account !== undefined),
      ),
      show(operatorLimit(operator ?? '', deps.operatorLimits), operator !== undefined),
    ]);
    return json(200, { limits });
  };

function viewOf({ rule, most, kind }: Limit, at: number): z.infer<typeof LimitView> {
  const { startsAt, endsAt } = windowAt(kind, at);
  return { rule, most, window: kind, startsAt: time(startsAt), endsAt: time(endsAt) };
}

/** No window of its own: what counts is the last day, for each line by its own wipes. */
const lineView = (most: number, at: number): z.infer<typeof LimitView> => ({
  rule: 'line',
  most,
  window: 'day',
  startsAt: time(at - LINE_WINDOW),
  endsAt: time(at),
});

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-limits');
  return {
    counts: countsIn(dynamo(), environment.GOVERNOR_TABLE),
    clerkLimits: clerkLimitsOf(environment),
    searchLimits: searchLimitsOf(environment),
    lineLimit: environment.LINE_DAY_LIMIT,
    accountLimits: accountLimitsOf(environment),
    operatorLimits: operatorLimitsOf(environment),
    totalLimits: totalLimitsOf(environment),
    now: Date.now,
  };
};

export const handler = api(showLimits(dependencies())).use(signedIn());
