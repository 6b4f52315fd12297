/** One distribution of the template: which behaviour a path takes, where its origin is, what is added to answers. */
import type { ResponseHeaders } from './response-headers.ts';

export interface Origin {
  readonly id: string;
  /** `host:port` on loopback. */
  readonly address: string;
  /** In front of every path. */
  readonly path: string;
  /** Sent on every call, in place of what a client sent by the same name; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Behavior {
  /** `*` is any characters, `?` is one; absent for the default behaviour. */
  readonly pattern?: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly responseHeaders: ResponseHeaders | undefined;
}

export class Distribution {
  readonly id: string;
  readonly #behaviors: readonly { readonly pattern: RegExp; readonly behavior: Behavior }[];
  readonly #default: Behavior;

  constructor(id: string, behaviors: readonly Behavior[], fallback: Behavior) {
    this.id = id;
    this.#behaviors = behaviors.map((behavior) => ({
      pattern: regularExpression(behavior.pattern ?? '*'),
      behavior,
    }));
    this.#default = fallback;
  }

  /** The first whose pattern fits the path as it was sent, else the default one. */
  behaviorOf(path: string): Behavior {
    return this.#behaviors.find(({ pattern }) => pattern.test(path))?.behavior ?? this.#default;
  }
}

/**
 * Case matters; a slash at the beginning may be left out:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
function regularExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const body = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${/^[/*]/.test(pattern) ? '' : '/'}${body}$`, 's');
}
