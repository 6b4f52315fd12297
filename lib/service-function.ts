/** One Lambda function: told by a typed environment, allowed exactly what its uses and statements say. */
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  type IRole,
  Policy,
  type PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  EventInvokeConfig,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentVariables, FunctionName } from '#functions/contract/environment.ts';
import type { DeadLetters } from './dead-letters.ts';
import { resourceOf } from './pin.ts';
import type { Settings } from './settings.ts';
import { allow, type Use } from './use.ts';

/** What all functions of a deployment have in common. */
export interface Deployment {
  /** Folder with a bundled folder for each function. */
  readonly bundles: string;
  readonly settings: Settings;
}

export interface ServiceFunctionProps<Name extends FunctionName> {
  /** One for each variable of the function's environment. */
  readonly uses: Readonly<Record<keyof EnvironmentVariables<Name>, Use>>;
  /** What it may do besides. */
  readonly also?: readonly PolicyStatement[];
  /** Where it is the only holder of a right that a key policy names; else it gets a role of its own. */
  readonly role?: IRole;
  /** 10 seconds where it is not said. */
  readonly timeout?: Duration;
  /** Where an asynchronous event goes that it failed to handle. */
  readonly deadLetters?: DeadLetters;
}

export class ServiceFunction<Name extends FunctionName = FunctionName> extends Construct {
  readonly name: Name;
  readonly lambda: LambdaFunction;
  readonly logGroup: ILogGroup;
  readonly role: IRole;
  /** Whether what it failed to handle goes somewhere. */
  readonly keepsFailures: boolean;

  /** Those below a construct that every deployment has, whatever its parameters. */
  static all(within: Construct): ServiceFunction[] {
    return within.node
      .findAll()
      .filter((each) => each instanceof ServiceFunction)
      .filter(({ lambda }) => resourceOf(lambda).cfnOptions.condition === undefined);
  }

  constructor(
    scope: Construct,
    name: Name,
    { bundles, settings }: Deployment,
    props: ServiceFunctionProps<Name>,
  ) {
    super(scope, pascalCase(name));
    this.name = name;
    this.keepsFailures = props.deadLetters !== undefined;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays satisfies RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role =
      props.role ??
      new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const uses = Object.entries<Use>(props.uses);
    const policy = new Policy(this, 'Policy', {
      roles: [this.role],
      statements: [
        allow('logs', ['CreateLogStream', 'PutLogEvents'], this.logGroup.logGroupArn),
        ...uses.flatMap(([, { statements }]) => statements),
        ...(props.also ?? []),
        ...(props.deadLetters ? [props.deadLetters.sending()] : []),
      ],
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Remote wipe: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(bundles, name)),
      handler: 'index.handler',
      memorySize: settings.functionMemoryMb,
      timeout: props.timeout ?? Duration.seconds(10),
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: Object.fromEntries(uses.map(([variable, { value }]) => [variable, value])),
    });
    this.lambda.node.addDependency(policy);
    if (props.deadLetters) this.#keepFailures(props.deadLetters);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: two retries, then there. */
  #keepFailures(deadLetters: DeadLetters): void {
    new EventInvokeConfig(this, 'Failures', {
      function: this.lambda,
      onFailure: { bind: () => ({ destination: deadLetters.arn }) },
      retryAttempts: 2,
    });
  }
}

const pascalCase = (name: string) =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
