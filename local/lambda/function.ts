/** A Lambda function of the template: its configuration, and what was attached to it. */
import type { PolicyDocument, PolicyStatement } from '../iam/access.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface FunctionSettings {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  readonly roleArn: string;
  /** `index.handler` */
  readonly handler: string;
  readonly runtime: string;
  readonly description: string;
  /** The folder of the code. */
  readonly folder: string;
  /** The asset's key: it changes whenever the code does. */
  readonly codeKey: string;
  readonly architecture: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  /** An SQS queue. */
  readonly deadLetterArn: string | undefined;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly logLevel: string | undefined;
}

/** How asynchronous events are treated: https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export interface EventInvokeSettings {
  /** 0 to 2. */
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** The SQS queue for events that failed for good. */
  readonly onFailureArn: string | undefined;
}

const DEFAULT_EVENT_INVOKE: EventInvokeSettings = {
  retries: 2,
  maximumAgeSeconds: 6 * 3600,
  onFailureArn: undefined,
};

export class LambdaFunction {
  readonly settings: FunctionSettings;
  /** Set by AWS::Lambda::EventInvokeConfig. */
  eventInvoke: EventInvokeSettings = DEFAULT_EVENT_INVOKE;
  readonly #statements: PolicyStatement[] = [];

  constructor(settings: FunctionSettings) {
    this.settings = settings;
  }

  /** Adds what an AWS::Lambda::Permission says. */
  permit(statement: PolicyStatement): void {
    this.#statements.push(statement);
  }

  /** The resource policy, once it has a statement. */
  get policy(): PolicyDocument | undefined {
    return this.#statements.length === 0
      ? undefined
      : { Version: '2012-10-17', Statement: this.#statements };
  }
}
