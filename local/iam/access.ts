/** The question every service of the local cloud asks before it acts: may this caller do this? */
import type { Caller } from './caller.ts';

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?:
    | '*'
    | Readonly<Partial<Record<'AWS' | 'Service' | 'Federated', string | readonly string[]>>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

export interface AccessRequest {
  readonly caller: Caller;
  /** `dynamodb:GetItem` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys in force (`aws:SourceArn`, `dynamodb:LeadingKeys`, `kms:ViaService`, …). */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The policy attached to the resource itself, where it has one. */
  readonly resourcePolicy?: PolicyDocument;
  /**
   * `either` (default): an identity policy or the resource policy allows (same account).
   * `key`: AWS KMS: the key policy must allow, directly or by delegating to the account's IAM policies.
   */
  readonly mode?: 'either' | 'key';
}

export interface Access {
  /** @throws AwsError `AccessDeniedException` (403) unless policies allow the request. */
  require(request: AccessRequest): void;
  /** The same question as a value. */
  allows(request: AccessRequest): boolean;
}
