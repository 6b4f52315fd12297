/** One distribution of the template: which behaviour a path takes, where its origin is, what is added to answers. */
import type { FunctionRuntime } from './function-runtime.ts';
import type { ResponseHeaders } from './response-headers.ts';

/** Answers over HTTP. */
export interface CustomOrigin {
  readonly kind: 'custom';
  readonly id: string;
  /** `host:port` on loopback. */
  readonly address: string;
  /** In front of every path. */
  readonly path: string;
  /** Sent on every call, in place of what a client sent by the same name; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Holds objects. */
export interface BucketOrigin {
  readonly kind: 'bucket';
  readonly id: string;
  readonly bucket: string;
  /** In front of every path. */
  readonly path: string;
}

export type Origin = CustomOrigin | BucketOrigin;

export interface Behavior {
  /** `*` is any characters, `?` is one; absent for the default behaviour. */
  readonly pattern?: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly compress: boolean;
  /** The function of viewer requests, which may change their paths. */
  readonly paths: FunctionRuntime | undefined;
  readonly responseHeaders: ResponseHeaders | undefined;
}

export class Distribution {
  readonly id: string;
  readonly arn: string;
  readonly #behaviors: readonly { readonly pattern: RegExp; readonly behavior: Behavior }[];
  readonly #default: Behavior;

  constructor(
    { id, arn }: { readonly id: string; readonly arn: string },
    behaviors: readonly Behavior[],
    fallback: Behavior,
  ) {
    this.id = id;
    this.arn = arn;
    this.#behaviors = behaviors.map((behavior) => ({
      pattern: regularExpression(behavior.pattern ?? '*'),
      behavior,
    }));
    this.#default = fallback;
  }

  /**
   * The first whose pattern fits the path once it is normalized, else the default one; what is sent on is the path as it
   * came: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
   */
  behaviorOf(path: string): Behavior {
    const plain = normalized(path);
    return this.#behaviors.find(({ pattern }) => pattern.test(plain))?.behavior ?? this.#default;
  }
}

/** RFC 3986, 6.2.2: dots resolved, needless escapes undone; and slashes that follow each other are one. */
function normalized(path: string): string {
  const unescaped = path.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escaped;
  });
  return new URL(`http://edge${unescaped}`).pathname.replace(/\/{2,}/g, '/');
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
