/** Route keys of HTTP APIs: a method and a path with variables, or `$default`. */
import { AwsError } from '../aws/error.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
const METHODS = 'ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT';
const ROUTE_KEY = new RegExp(`^(${METHODS}) (/\\S*)$`);

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** A path variable; a greedy one takes all that is left. */
  | { readonly kind: 'variable' | 'greedy'; readonly name: string };

/** A parsed route key other than `$default`. */
export interface RoutePattern {
  readonly method: string;
  readonly segments: readonly Segment[];
}

export const DEFAULT_ROUTE = '$default';

/** @throws AwsError `BadRequestException` for a key that API Gateway would not take. */
export function parseRouteKey(routeKey: string): RoutePattern | undefined {
  if (routeKey === DEFAULT_ROUTE) return undefined;
  const [, method, path] = ROUTE_KEY.exec(routeKey) ?? [];
  if (method === undefined || path === undefined) throw malformed(routeKey);
  const segments = path === '/' ? [] : path.slice(1).split('/').map(parseSegment);
  const greedyAt = segments.findIndex(({ kind }) => kind === 'greedy');
  const names = segments.flatMap((each) => (each.kind === 'text' ? [] : [each.name]));
  const broken = segments.some((each) => each.kind === 'text' && !/^[^{}]+$/.test(each.text));
  if (broken || (greedyAt >= 0 && greedyAt < segments.length - 1)) throw malformed(routeKey);
  if (new Set(names).size < names.length) throw malformed(routeKey);
  return { method, segments };
}

function parseSegment(text: string): Segment {
  const [, name, plus] = /^\{([A-Za-z0-9._:-]+)(\+)?\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'text', text };
  return { kind: plus === undefined ? 'variable' : 'greedy', name };
}

function malformed(routeKey: string): AwsError {
  return new AwsError(
    'BadRequestException',
    `The provided route key is not formatted properly: ${routeKey}`,
  );
}
