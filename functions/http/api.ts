/** The middy chain that every HTTP function ends in: headers on all answers, problems for all errors. */
import middy from '@middy/core';
import securityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { Fault } from '#domain/fault.ts';
import { readOriginDigests } from '../contract/environment.ts';
import { type LogLine, log } from '../log.ts';
import { throughEdge } from './edge.ts';
import { requireSmallBody } from './input.ts';
import type { Caller } from './person.ts';
import { type HttpAnswer, ProblemError, problemAnswer } from './problem.ts';

export interface ApiEvent extends APIGatewayProxyEventV2 {
  /** Set by `signedIn`, which alone can: what API Gateway hands on has no such member. */
  caller?: Caller;
}
export type ApiHandler = (event: ApiEvent, context: Context) => Promise<HttpAnswer>;

/** Personal answers are nobody else's: no cache keeps them. */
const noStore = (): middy.MiddlewareObj<ApiEvent, HttpAnswer> => {
  const mark: middy.MiddlewareFn<ApiEvent, HttpAnswer> = ({ response }) => {
    if (response) response.headers['cache-control'] ??= 'no-store';
  };
  return { after: mark, onError: mark };
};

/** Before anything reads it, and on calls that take no body too. */
const smallBody = (): middy.MiddlewareObj<ApiEvent, HttpAnswer> => ({
  before: ({ event }) => requireSmallBody(event),
});

/** Turns what was thrown into a problem; what nobody foresaw is logged by name and answered as `internal`. */
const problems = (): middy.MiddlewareObj<ApiEvent, HttpAnswer> => ({
  onError: (request) => {
    const problem = asProblem(request.error);
    const line: LogLine = {
      code: problem.code === 'internal' ? 'request-crashed' : 'request-refused',
      problem: problem.code,
      routeKey: request.event.routeKey,
      // Of whoever is signed in; an issuer's id, no name.
      person: request.event.caller?.person,
      requestId: request.context.awsRequestId,
    };
    log(problem.code === 'internal' ? { ...line, error: request.error } : line);
    request.response = problemAnswer(problem);
  },
});

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Fault && error.code === 'busy')
    return new ProblemError('busy', {}, { 'retry-after': '1' });
  if (error instanceof Fault && error.code === 'audit-full') return new ProblemError('audit-full');
  return new ProblemError('internal');
}

/** An HTTP function. The order is the policy: problems come last, so they catch what the others throw. */
export function api(handler: ApiHandler, originDigests = readOriginDigests()) {
  return middy<ApiEvent, HttpAnswer>()
    .use(securityHeaders())
    .use(noStore())
    .use(problems())
    .use(throughEdge(originDigests))
    .use(smallBody())
    .handler(handler);
}
