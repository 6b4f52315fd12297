/** A part of the local cloud: the AWS service names it answers for and the template resources it hosts. */
import type * as z from 'zod';
import type { AwsCall, AwsReply } from './aws/call.ts';
import type { Clock } from './clock.ts';
import type { Access } from './iam/access.ts';
import type { Usage } from './usage.ts';

/** What every part is given at construction. */
export interface CloudContext {
  /** `000000000000` */
  readonly account: string;
  /** `ap-northeast-1` */
  readonly region: string;
  readonly clock: Clock;
  readonly access: Access;
  /** Takes down what AWS would bill. */
  readonly usage: Usage;
  /** The folder that this cloud keeps all its state in. A part uses a folder of its own name below it. */
  readonly dataDir: string;
  /** One line on the cloud's log. Never a payload, never a secret. */
  readonly log: (line: CloudLogLine) => void;
}

export interface CloudLogLine {
  /** The part: `iot`, `lambda`, … */
  readonly part: string;
  /** Stable code: `unknown-operation`, `rule-action-failed`, … */
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}

/** What a created resource answers to `Ref` and `Fn::GetAtt`. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A resource of the template with its intrinsic functions resolved and its properties parsed. */
export interface ResourceRequest<Properties> {
  readonly logicalId: string;
  readonly stackName: string;
  readonly type: string;
  readonly properties: Properties;
  /** A generated physical name, the same at every start: `{stack}-{logicalId}-{hash}`, at most 64 characters. */
  readonly physicalName: string;
}

/**
 * One CloudFormation resource type. `properties` is a strict schema: a property that is neither in it nor in
 * `inert` is refused by name at start. `create` runs at every start, in dependency order, and must find again
 * what an earlier start made.
 */
export interface ResourceType<Properties = unknown> {
  readonly type: string;
  readonly properties: z.ZodType<Properties>;
  /** Top-level properties that are accepted and do nothing here. */
  readonly inert: readonly string[];
  create(request: ResourceRequest<Properties>): Promise<CreatedResource>;
}

/** One service of the local cloud. */
export interface Part {
  readonly name: string;
  /** SigV4 signing names this part answers at the AWS endpoint. */
  readonly signingNames: readonly string[];
  readonly resources: readonly ResourceType[];
  /** Answers one AWS call. An operation it does not have: `UnknownOperationException`. */
  handle?(call: AwsCall): Promise<AwsReply>;
  /** Called once after all resources exist: recover, listen, schedule. */
  start?(): Promise<void>;
  /** Ends all timers, sockets and threads that the part owns. Idempotent. */
  stop?(): Promise<void>;
}

/** Keeps the type of a resource's properties between its schema and its `create`. */
export function resourceType<Properties>(type: ResourceType<Properties>): ResourceType {
  return {
    ...type,
    create: (request) =>
      type.create({ ...request, properties: type.properties.parse(request.properties) }),
  };
}
