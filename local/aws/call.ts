/** One call to the AWS endpoint, after its caller is known, and the reply to it. */
import type { Caller } from '../iam/caller.ts';

export interface AwsCall {
  /** The SigV4 signing name of the credential scope: `dynamodb`, `states`, `kms`, `iotdevicegateway`, … */
  readonly service: string;
  /** Operation name out of `X-Amz-Target` (`GetItem`), the Query protocol's `Action`, or the smithy RPC path; absent for REST services. */
  readonly operation?: string;
  readonly method: string;
  /** Decoded path without query, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
}

export interface AwsReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
