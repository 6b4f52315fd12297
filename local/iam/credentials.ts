/** The access keys of the local cloud: one session per role, and the developer's `local` / `local`. */
import type { Caller } from './caller.ts';

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Credentials {
  /** The session of a role of the template. The same at every call while the cloud runs. */
  forRole(roleArn: string): SessionCredentials;
  /** Who owns an access key, or undefined for a key (or a token beside it) that nobody was given. */
  identify(accessKeyId: string, sessionToken: string | undefined): KeyOwner | undefined;
}

export interface KeyOwner {
  readonly caller: Caller;
  /** What the owner's calls are signed with. */
  readonly secretAccessKey: string;
}
