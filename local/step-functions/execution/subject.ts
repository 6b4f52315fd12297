/** What the interpreter knows of an execution besides its course: its names, its definition, and the context object. */
import type { Definition } from '../definition/definition.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { Run } from './run.ts';

export interface Subject {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly definition: Definition;
  /** The token of the task that is scheduled with this event. */
  readonly token: (scheduledId: number) => string;
}

/**
 * The context object (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
 * `input` is the execution's, `token` the task's, while its parameters are made.
 */
export function contextObject(subject: Subject, run: Run, input: Json, token?: string): JsonObject {
  const { state } = run;
  return {
    Execution: {
      Id: subject.arn,
      Input: input,
      Name: subject.name,
      RoleArn: run.roleArn,
      StartTime: new Date(run.startedAt).toISOString(),
      RedriveCount: 0,
    },
    ...(state === undefined
      ? {}
      : {
          State: {
            Name: state.name,
            EnteredTime: new Date(state.enteredAt).toISOString(),
            RetryCount: state.retries.reduce((sum, count) => sum + count, 0),
          },
        }),
    StateMachine: { Id: subject.machineArn, Name: subject.machineName },
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
}
