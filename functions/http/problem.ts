/** Problems as the API answers them (RFC 9457): one table maps each stable code to its status. */

/** Code → HTTP status and title. A code keeps its meaning for ever. */
export const PROBLEMS = {
  'body-malformed': [400, 'The body is not the JSON that this call takes'],
  'parameter-malformed': [400, 'A parameter is malformed'],
  'idempotency-key-missing': [400, 'Idempotency-Key is missing or malformed'],
  'body-too-large': [413, 'The body is larger than any that this API takes'],
  'edge-only': [403, 'This address takes calls from the edge only'],
  'code-wrong': [403, 'The one-time code is wrong, used up or expired'],
  'statement-refused': [403, 'The statement does not hold'],
  'key-mismatch': [400, 'The signing request is not for the key that the statement names'],
  'not-signed-in': [401, 'The token does not name a person'],
  'step-up-required': [401, 'A fresh sign-in with two factors is needed'],
  'clerk-suspended': [
    403,
    'This clerk asked for too many wipes and is suspended until two people reinstate them',
  ],
  'not-allowed': [403, 'This person may not make this call'],
  'own-proposal': [403, 'Another person has to confirm'],
  'own-case': [403, 'Nobody decides in their own case'],
  'line-not-found': [404, 'There is no such line'],
  'wipe-not-found': [404, 'There is no such wipe'],
  'clerk-not-found': [404, 'There is no such clerk'],
  'enrolment-not-found': [404, 'There is no such enrolment'],
  'record-not-ready': [404, 'The record is not sealed yet'],
  'run-not-found': [404, 'There is no such run, or it ended more than 90 days ago'],
  'target-changed': [409, 'The handset or the number is not the one that was shown'],
  'not-eligible': [409, 'This handset cannot be wiped by this service'],
  'consent-missing': [409, 'A warning in force was not consented to'],
  'wipe-open': [409, 'A wipe of this handset is under way'],
  'enrolment-ended': [409, 'This enrolment is over'],
  'renewal-unused': [409, 'Renewed too often without a claim over one of those certificates'],
  'result-unknown': [409, 'The result of the last wipe is not known yet'],
  'too-late': [409, 'The handset has begun to erase'],
  'not-known-yet': [409, 'Whether it could be cancelled is not known yet'],
  'wipe-ended': [409, 'The wipe has ended'],
  'not-paused': [409, 'Nothing is paused'],
  'not-suspended': [409, 'No such clerk is suspended'],
  'proposal-not-open': [409, 'This proposal was made again, carried out, or never made'],
  'proposal-expired': [409, 'This proposal was made too long ago'],
  'contest-closed': [409, 'The time in which this wipe could be contested is over'],
  'request-changed': [409, 'The request is not the one that was shown'],
  'approval-not-asked': [409, 'It has not come to an approval yet'],
  'approval-decided': [409, 'It has been decided already'],
  'approval-lapsed': [409, 'The time to decide is over'],
  'audit-full': [409, 'The audit of this wipe has no room for another act'],
  'wipe-settled': [409, 'The wipe is ended, sealed and told: nothing is left to do'],
  'not-on-hold': [409, 'No operator holds this wipe'],
  'not-waiting': [409, 'The wipe does not wait for its handset to ask'],
  'no-contact-for-code': [
    409,
    'No contact but this line itself has stood for seven days; a shop can help',
  ],
  'idempotency-key-reused': [422, 'The Idempotency-Key came with another body before'],
  'limit-reached': [429, 'Too much was asked for lately; ask again once Retry-After is over'],
  'too-many-codes': [429, 'Too many codes were sent lately'],
  'too-soon': [429, 'The same was done less than a minute ago'],
  'run-not-started': [503, 'The run could not be started; try again in a minute'],
  'code-not-sent': [503, 'The code could not be sent; try again'],
  busy: [503, 'Too much is asked at once; try again'],
  internal: [500, 'Something went wrong on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Thrown where a call cannot be answered as asked. `members` are further members of the problem. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.members = members;
    this.headers = headers;
  }
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An answer with a JSON body. */
export function json(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** The problem as an answer. It repeats nothing of what was sent. */
export function problemAnswer(error: ProblemError): HttpAnswer {
  const [status, title] = PROBLEMS[error.code];
  const type = `urn:problem:remote-wipe:${error.code}`;
  return json(
    status,
    { type, title, status, code: error.code, ...error.members },
    { 'content-type': 'application/problem+json; charset=utf-8', ...error.headers },
  );
}
