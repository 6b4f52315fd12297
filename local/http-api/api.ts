/** One HTTP API of the template: its routes, stages, integrations and authorizers. */
import { AwsError } from '../aws/error.ts';
import type { JwtAuthorizer } from './authorizer.ts';
import type { CorsSettings } from './cors.ts';
import { Router } from './router.ts';
import { ACCOUNT_LIMITS, type ThrottleLimits, TokenBucket } from './throttle.ts';

export interface Integration {
  readonly functionArn: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface Route {
  readonly routeKey: string;
  readonly integration: Integration;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

export interface StageSettings {
  readonly name: string;
  /** Without it nothing is ever deployed to the stage. */
  readonly autoDeploy: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultLimits: Partial<ThrottleLimits>;
  /** By route key. */
  readonly routeLimits: Readonly<Record<string, Partial<ThrottleLimits>>>;
}

export class Stage {
  readonly settings: StageSettings;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(settings: StageSettings) {
    this.settings = settings;
  }

  /** Whether one more request may take a route. Each route has a bucket of its own. */
  admits(routeKey: string, now: number): boolean {
    const { defaultLimits, routeLimits } = this.settings;
    const limits = { ...ACCOUNT_LIMITS, ...defaultLimits, ...routeLimits[routeKey] };
    const bucket = this.#buckets.get(routeKey) ?? new TokenBucket(limits, now);
    this.#buckets.set(routeKey, bucket);
    return bucket.take(now);
  }
}

export class HttpApi {
  readonly id: string;
  readonly cors: CorsSettings | undefined;
  /** Clients get 404 under the API's own address. */
  readonly disabled: boolean;
  readonly router = new Router<Route>();
  readonly stages = new Map<string, Stage>();
  readonly integrations = new Map<string, Integration>();
  readonly authorizers = new Map<string, JwtAuthorizer>();

  constructor(id: string, cors: CorsSettings | undefined, disabled: boolean) {
    this.id = id;
    this.cors = cors;
    this.disabled = disabled;
  }

  /** @throws AwsError `ConflictException`, `BadRequestException`. */
  addRoute(route: Route): void {
    if (this.router.routes.some(({ routeKey }) => routeKey === route.routeKey))
      throw new AwsError(
        'ConflictException',
        `Route with key ${route.routeKey} already exists for this API`,
        { status: 409 },
      );
    this.router.add(route);
  }

  /** @throws AwsError `NotFoundException` for settings of a route that is not there. */
  addStage(settings: StageSettings): void {
    const known = this.router.routes.map(({ routeKey }) => routeKey);
    const unknown = Object.keys(settings.routeLimits).find((key) => !known.includes(key));
    if (unknown !== undefined)
      throw new AwsError('NotFoundException', `Unable to find Route by key ${unknown}`, {
        status: 404,
      });
    this.stages.set(settings.name, new Stage(settings));
  }

  /** The stage that a path names with its first segment, else `$default`; and the path within it. */
  stageOf(path: string): { readonly stage: Stage; readonly path: string } | undefined {
    const [, first = '', rest] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
    const named = first === '$default' ? undefined : this.stages.get(first);
    if (named !== undefined) return { stage: named, path: rest ?? '/' };
    const stage = this.stages.get('$default');
    return stage && { stage, path };
  }
}
