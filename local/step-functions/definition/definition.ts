/** Reads a state machine's definition; what is not hosted is refused by its name and its place. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import { parseJson } from '../language/json.ts';
import { type ChoiceState, choiceState } from './choice.ts';
import { seconds } from './fields.ts';
import {
  type FailState,
  failState,
  type PassState,
  passState,
  type SucceedState,
  succeedState,
  type WaitState,
  waitState,
} from './states.ts';
import { type TaskState, taskState } from './task.ts';

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState | FailState;

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  /** Limits the whole execution. */
  readonly TimeoutSeconds?: number;
}

const TYPES: Readonly<Record<string, z.ZodType<State>>> = {
  Task: taskState,
  Choice: choiceState,
  Wait: waitState,
  Pass: passState,
  Succeed: succeedState,
  Fail: failState,
};

const state = z.looseObject({ Type: z.string() }).transform((given, context): State => {
  const schema = Object.hasOwn(TYPES, given.Type) ? TYPES[given.Type] : undefined;
  if (schema === undefined) {
    context.addIssue({
      code: 'custom',
      message: `the state type "${given.Type}" is not supported`,
    });
    return z.NEVER;
  }
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
  return z.NEVER;
});

const schema = z.strictObject({
  Comment: z.string().exactOptional(),
  QueryLanguage: z.literal('JSONPath').exactOptional(),
  Version: z.literal('1.0').exactOptional(),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), state),
  TimeoutSeconds: seconds.exactOptional(),
});

/** Definitions are at most 1 MB (service-quotas.html). */
const LONGEST = 1_048_576;

/** @throws AwsError `InvalidDefinition` with every problem and its place. */
export function readDefinition(text: string): Definition {
  if (Buffer.byteLength(text) > LONGEST) throw invalid('the definition is over 1 MB');
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw invalid('the definition is not JSON');
  }
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(result.error.issues.map(describe).join('; '));
  const { StartAt, States, TimeoutSeconds } = result.data;
  const problems = transitionProblems(StartAt, States);
  if (problems.length > 0) throw invalid(problems.join('; '));
  return { StartAt, States, ...(TimeoutSeconds === undefined ? {} : { TimeoutSeconds }) };
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${reason}'`);
}

const describe = ({ message, path }: z.core.$ZodIssue) =>
  `${message} at /${path.map(String).join('/')}`;

/** Where a state may lead. */
function successors(state: State): readonly string[] {
  if (state.Type === 'Choice') {
    const rules = state.Choices.map(({ Next }) => Next);
    return state.Default === undefined ? rules : [...rules, state.Default];
  }
  if (state.Type === 'Succeed' || state.Type === 'Fail') return [];
  const next = state.Next === undefined ? [] : [state.Next];
  return state.Type === 'Task' ? [...next, ...state.Catch.map(({ Next }) => Next)] : next;
}

/** Every transition leads to a state, and every state is led to. */
function transitionProblems(start: string, states: Readonly<Record<string, State>>): string[] {
  const problems: string[] = [];
  if (!Object.hasOwn(states, start)) problems.push(`no state "${start}" at /StartAt`);
  const reached = new Set([start]);
  for (const name of reached) {
    const found = Object.hasOwn(states, name) ? states[name] : undefined;
    for (const next of found === undefined ? [] : successors(found)) reached.add(next);
  }
  for (const [name, each] of Object.entries(states)) {
    if (!reached.has(name)) problems.push(`the state is not reachable at /States/${name}`);
    for (const next of successors(each))
      if (!Object.hasOwn(states, next)) problems.push(`no state "${next}" at /States/${name}`);
  }
  return problems;
}
