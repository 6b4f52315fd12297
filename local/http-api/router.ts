/** Which route a request takes: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
import { parseRouteKey, type RoutePattern, type Segment } from './route-key.ts';

export interface RouteMatch<Route> {
  readonly route: Route;
  /** The path variables, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Entry<Route> {
  readonly route: Route;
  readonly pattern: RoutePattern | undefined;
}

/** A full match beats a greedy one, text beats a variable, a method beats `ANY`, and `$default` comes last. */
export class Router<Route extends { readonly routeKey: string }> {
  #entries: Entry<Route>[] = [];

  /** @throws AwsError `BadRequestException` for a malformed route key. */
  add(route: Route): void {
    this.#entries.push({ route, pattern: parseRouteKey(route.routeKey) });
    this.#entries.sort(bySpecificity);
  }

  get routes(): readonly Route[] {
    return this.#entries.map(({ route }) => route);
  }

  /** `path` is decoded, and without the stage. */
  match(method: string, path: string): RouteMatch<Route> | undefined {
    const texts = path.slice(1).split('/');
    for (const { route, pattern } of this.#entries) {
      if (pattern === undefined) return { route, parameters: {} };
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const parameters = matchSegments(pattern.segments, path === '/' ? [] : texts);
      if (parameters !== undefined) return { route, parameters };
    }
    return undefined;
  }
}

function matchSegments(
  segments: readonly Segment[],
  texts: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = texts[index];
    // An empty segment is no value for a variable.
    if (text === undefined || text === '') return undefined;
    if (segment.kind === 'text') {
      if (segment.text !== text) return undefined;
      continue;
    }
    const greedy = segment.kind === 'greedy';
    parameters[segment.name] = greedy ? texts.slice(index).join('/') : text;
    if (greedy) return parameters;
  }
  return texts.length === segments.length ? parameters : undefined;
}

function bySpecificity<Route>(left: Entry<Route>, right: Entry<Route>): number {
  if (left.pattern === undefined || right.pattern === undefined)
    return Number(left.pattern === undefined) - Number(right.pattern === undefined);
  const greedy = Number(isGreedy(left.pattern)) - Number(isGreedy(right.pattern));
  return greedy || bySegments(left.pattern, right.pattern) || byMethod(left.pattern, right.pattern);
}

const isGreedy = ({ segments }: RoutePattern) => segments.at(-1)?.kind === 'greedy';
const RANK = { text: 0, variable: 1, greedy: 2 };

/** From the left: text before variables; of two greedy routes the longer one. */
function bySegments(left: RoutePattern, right: RoutePattern): number {
  const length = Math.min(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [left.segments[index], right.segments[index]];
    const difference = RANK[a?.kind ?? 'text'] - RANK[b?.kind ?? 'text'];
    if (difference !== 0) return difference;
  }
  return right.segments.length - left.segments.length;
}

const byMethod = (left: RoutePattern, right: RoutePattern) =>
  Number(left.method === 'ANY') - Number(right.method === 'ANY');
