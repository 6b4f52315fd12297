/** What each state makes of its input (https://states-language.net/spec.html#statetypes). */
import type { State } from '../definition/definition.ts';
import type { FailState, PassState } from '../definition/states.ts';
import type { TaskState } from '../definition/task.ts';
import { evaluate } from '../language/expression.ts';
import type { Json } from '../language/json.ts';
import type { Scope } from '../language/path.ts';
import { runtimeError, StateError } from '../language/state-error.ts';
import { fill } from '../language/template.ts';
import { choose } from './choose.ts';
import { outputOf, select } from './filters.ts';
import { type TaskLimits, taskLimits, waitEnd } from './waiting.ts';

/** Where a state leads: on, to a time, to a task, or to the end. */
export type Step =
  | { readonly kind: 'leave'; readonly output: Json; readonly to?: string | undefined }
  | { readonly kind: 'wait'; readonly until: number }
  | {
      readonly kind: 'task';
      readonly resource: TaskState['resource'];
      readonly parameters: Json;
      readonly limits: TaskLimits;
    }
  | { readonly kind: 'fail'; readonly error: StateError };

interface Surroundings {
  readonly context: Json;
  /** The context object with the token of the task that is about to be scheduled. */
  readonly taskContext: Json;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Enters a state. @throws StateError */
export function step(state: State, data: Json, surroundings: Surroundings): Step {
  const { context, now } = surroundings;
  switch (state.Type) {
    case 'Pass':
      return pass(state, { data, context });
    case 'Choice': {
      const input = select(state.InputPath, { data, context });
      const to = choose(state, { data: input, context });
      return { kind: 'leave', output: select(state.OutputPath, { data: input, context }), to };
    }
    case 'Wait': {
      const input = select(state.InputPath, { data, context });
      const until = waitEnd(state, { data: input, context }, now);
      return until <= now ? through(state, { data, context }) : { kind: 'wait', until };
    }
    case 'Task':
      return task(state, data, surroundings);
    case 'Succeed':
      return through(state, { data, context });
    case 'Fail':
      return fail(state, { data, context });
  }
}

/** Leaves a state that hands its input on: InputPath, then OutputPath. @throws StateError */
export function through(
  state: Extract<State, { Type: 'Wait' | 'Succeed' }>,
  { data, context }: Scope,
): Step & { kind: 'leave' } {
  const input = select(state.InputPath, { data, context });
  const output = select(state.OutputPath, { data: input, context });
  return { kind: 'leave', output, to: 'Next' in state ? state.Next : undefined };
}

function pass(state: PassState, { data, context }: Scope): Step {
  const input = select(state.InputPath, { data, context });
  const made =
    state.Parameters === undefined ? input : fill(state.Parameters, { data: input, context });
  const output = outputOf(state, data, state.Result ?? made, context);
  return { kind: 'leave', output, to: state.Next };
}

function task(state: TaskState, data: Json, { context, taskContext }: Surroundings): Step {
  const input = select(state.InputPath, { data, context });
  return {
    kind: 'task',
    resource: state.resource,
    parameters: fill(state.Parameters, { data: input, context: taskContext }),
    limits: taskLimits(state, { data: input, context }),
  };
}

function fail(state: FailState, scope: Scope): Step {
  const text = (field: 'Error' | 'Cause') => {
    const source = state[`${field}Path`];
    if (source === undefined) return state[field];
    const value = evaluate(source, scope, `${field}Path`);
    if (typeof value === 'string') return value;
    throw runtimeError(`The ${field}Path parameter does not reference a string`);
  };
  return { kind: 'fail', error: new StateError(text('Error'), text('Cause')) };
}
