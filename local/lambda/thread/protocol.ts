/** What the cloud and the thread of a function tell each other. */

/** Given to a thread when it starts. */
export interface ThreadSettings {
  /** The folder of the function's code. */
  readonly folder: string;
  /** `index.handler` */
  readonly handler: string;
  /** `Clock.shared` */
  readonly clock: SharedArrayBuffer;
  readonly functionName: string;
  readonly memoryMegabytes: number;
  readonly logGroup: string;
  readonly logStream: string;
  /** The folder in which Node.js keeps compiled code (`module.enableCompileCache`). */
  readonly compileCache: string;
}

/** To the thread: run the handler once. */
export interface ThreadInvocation {
  readonly requestId: string;
  readonly functionArn: string;
  /** JSON text of the event. */
  readonly payload: string;
  readonly timeoutMilliseconds: number;
}

/** An error as the Lambda runtime shows it to the caller. */
export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** From the thread. After `crashed` it ends. */
export type ThreadReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly text: string }
  /** JSON text of the handler's result, and what the function holds in memory after it. */
  | { readonly kind: 'returned'; readonly payload: string; readonly memoryBytes: number }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  | { readonly kind: 'crashed'; readonly error: ErrorReport };
