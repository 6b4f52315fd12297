/** What each function is told by its environment: one schema a function, read once at start. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
/** A whole number in decimal digits, as environments carry it. */
const count = z.pipe(
  z.string().check(z.regex(/^[0-9]{1,9}$/)),
  z.transform((digits) => Number(digits)),
);

const lines = { LINES_TABLE: text };
const enrolments = { ENROLMENTS_TABLE: text };
const wipes = { WIPES_TABLE: text };
const governor = { GOVERNOR_TABLE: text };
/** Limits of the governor, by what counts together and for how long. */
const clerkLimits = {
  CLERK_HOUR_LIMIT: count,
  /** More than these, and a second person must agree. */
  CLERK_SOFT_HOUR_LIMIT: count,
  SHOP_DAY_LIMIT: count,
  /** Requests, whatever became of them. */
  CLERK_REQUESTS_HOUR_LIMIT: count,
};
const operatorLimits = { OPERATOR_HOUR_LIMIT: count };
const searchLimit = { CLERK_SEARCH_HOUR_LIMIT: count };
const lineLimit = { LINE_DAY_LIMIT: count };
const accountLimits = { ACCOUNT_DAY_LIMIT: count, BUSINESS_HOUR_LIMIT: count };
const totalLimits = {
  TOTAL_5_MINUTES_LIMIT: count,
  TOTAL_HOUR_LIMIT: count,
  TOTAL_DAY_LIMIT: count,
};
const messages = { MESSAGES_TOPIC: text };
const execution = { STATE_MACHINE_ARN: text };
const serviceIssuer = { SERVICE_ISSUER: text };
const verdict = { VERDICT_SECONDS: count };
const stepUp = { STEP_UP_SECONDS: count };
/** What every function that people call is told of their tokens. */
const token = {
  TOKEN_ISSUER_KIND: z.enum(['cognito', 'rfc9068', 'keycloak']),
  /** The `acr` that the issuer gives a sign-in with two factors. */
  TWO_FACTOR_ACR: text,
};
const certificates = { HANDSET_POLICY: text, MQTT_CA_PEM: text };

/** What `MESSAGE_GATEWAY` says where messages go by SES and SMS. */
export const NO_GATEWAY = 'none';

/** What every function behind the HTTP API is told: hex SHA-256 of the one or two origin secrets in force. */
const origin = { ORIGIN_DIGESTS: text };

/** What the functions that open wipes are told, whatever the channel. */
const requests = {
  ...origin,
  ...token,
  ...lines,
  ...enrolments,
  ...wipes,
  ...governor,
  ...execution,
  ...messages,
  ...stepUp,
  DELIVERY_DEADLINE_DAYS: count,
  RETENTION_YEARS: count,
};

/** Keyed by the function's file name. Shapes only: a function makes the schema of its own, not all of them. */
export const ENVIRONMENTS = {
  'list-models': { ...origin },
  'list-lines': { ...origin, ...token, ...lines, ...enrolments, ...wipes },
  'show-line': { ...origin, ...token, ...lines, ...enrolments, ...wipes },
  'request-wipe': { ...requests, ...accountLimits },
  'search-lines': {
    ...origin,
    ...token,
    ...lines,
    ...enrolments,
    ...wipes,
    ...governor,
    ...searchLimit,
  },
  'request-shop-wipe': { ...requests, ...clerkLimits },
  'list-approvals': { ...origin, ...token, ...lines, ...wipes },
  'approve-wipe': { ...origin, ...token, ...lines, ...wipes, ...governor, ...stepUp },
  'reject-wipe': { ...origin, ...token, ...lines, ...wipes, ...governor, ...stepUp },
  'list-wipes': { ...origin, ...token, ...lines, ...wipes },
  'show-wipe': { ...origin, ...token, ...lines, ...wipes },
  'cancel-wipe': {
    ...origin,
    ...token,
    ...lines,
    ...wipes,
    ...governor,
    ...operatorLimits,
    ...messages,
    ...verdict,
    ...stepUp,
  },
  'contest-wipe': { ...origin, ...wipes, ...messages },
  'show-record': { ...origin, ...token, ...lines, ...wipes, RECORDS_BUCKET: text },
  'send-step-up-code': { ...origin, ...token, ...lines, SENDER_ADDRESS: text },
  'name-person': {},
  'send-enrolment-code': { ...origin, ...lines },
  enrol: {
    ...origin,
    ...lines,
    ...enrolments,
    ...wipes,
    ...certificates,
    ...messages,
    COMMAND_KEY: text,
    STANDBY_COMMAND_KEY: text,
    /** Platform application for push wake-ups; `none` where the deployment has no push. */
    PUSH_APPLICATION: text,
    /** JWK set (RFC 7517 section 5) of the platforms whose reset attestations count. */
    PLATFORM_KEYS: text,
  },
  'renew-certificate': { ...origin, ...enrolments, ...certificates },
  'check-eligibility': {
    ...lines,
    ...enrolments,
    ...wipes,
    ...lineLimit,
    APPROVAL_SECONDS: count,
  },
  'ask-for-approval': { ...wipes, ...messages },
  dispatch: {
    ...lines,
    ...enrolments,
    ...wipes,
    ...governor,
    ...totalLimits,
    ...messages,
    ...verdict,
  },
  'issue-command': {
    ...lines,
    ...enrolments,
    ...wipes,
    ...governor,
    ...messages,
    ...serviceIssuer,
    ...verdict,
    COMMAND_KEY: text,
    COMMAND_LIFE_SECONDS: count,
  },
  'receive-report': { ...enrolments, ...wipes, ...verdict },
  'wait-for-verdict': { ...wipes, ...verdict },
  'seal-record': {
    ...wipes,
    ...serviceIssuer,
    RECORDS_BUCKET: text,
    RECORD_KEY: text,
  },
  'show-dispatch': { ...origin, ...token, ...governor },
  'switch-dispatch': { ...origin, ...token, ...governor, ...stepUp },
  'show-clerk': { ...origin, ...token, ...governor },
  'reinstate-clerk': { ...origin, ...token, ...governor, ...stepUp },
  'tell-account-holder': { ...lines, ...wipes, ...governor, ...messages },
  'send-message': {
    ...lines,
    ...wipes,
    SENDER_ADDRESS: text,
    /** ARN of the carrier's topic that takes messages instead of SES and SMS, or `NO_GATEWAY`. */
    MESSAGE_GATEWAY: text,
    OPERATIONS_ADDRESS: text,
    APPROVER_ADDRESS: text,
    PAGE_ORIGIN: text,
    CONTEST_KEY: text,
  },
  'list-all-wipes': { ...origin, ...token, ...wipes },
  'show-any-wipe': { ...origin, ...token, ...enrolments, ...wipes },
  'act-on-wipe': { ...origin, ...token, ...wipes, ...execution },
  'show-execution': { ...origin, ...token, ...wipes, ...execution },
  'explain-eligibility': { ...origin, ...token, ...lines, ...enrolments, ...wipes },
  'show-health': { ...origin, ...token, ...wipes },
  'measure-wipes': { ...wipes },
  reconcile: {
    ...lines,
    ...enrolments,
    ...wipes,
    ...governor,
    ...totalLimits,
    ...execution,
    ...messages,
    ...verdict,
  },
  'show-limits': {
    ...origin,
    ...token,
    ...governor,
    ...clerkLimits,
    ...searchLimit,
    ...lineLimit,
    ...accountLimits,
    ...operatorLimits,
    ...totalLimits,
  },
} as const;

export type FunctionName = keyof typeof ENVIRONMENTS;

/** The variables that the construct of a function must set, all of them text. */
export type EnvironmentVariables<Name extends FunctionName> = Readonly<
  Record<keyof (typeof ENVIRONMENTS)[Name], string>
>;

type Shapes = typeof ENVIRONMENTS;
/** By the function's name: what its variables are once they are parsed. */
type Environments = {
  [Name in FunctionName]: z.output<z.ZodMiniObject<Shapes[Name], z.core.$strip>>;
};

/** Reads a function's environment. Throws at start, naming the variables, where one is missing or malformed. */
export function readEnvironment<Name extends FunctionName>(
  name: Name,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environments[Name] {
  const parsed = z.object(ENVIRONMENTS[name]).safeParse(variables);
  if (parsed.success) return parsed.data as Environments[Name];
  const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(`${name}: environment lacks or misstates ${names}`);
}

const TokenRules = z.object(token);
export type TokenRules = z.output<typeof TokenRules>;

/** How tokens are read, out of a function's environment. @throws Error at start where it is not said. */
export function readTokenRules(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): TokenRules {
  const parsed = TokenRules.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new Error('environment lacks or misstates TOKEN_ISSUER_KIND or TWO_FACTOR_ACR');
}

const Origin = z.object(origin);

/** The digests of `ORIGIN_DIGESTS`. @throws Error at start where there are none. */
export function readOriginDigests(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const parsed = Origin.safeParse(variables);
  if (parsed.success) return parsed.data.ORIGIN_DIGESTS.split(',');
  throw new Error('environment lacks ORIGIN_DIGESTS');
}
