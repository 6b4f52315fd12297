import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { choiceState } from '#local/step-functions/definition/choice.ts';
import { catcher, PREDEFINED_ERRORS, retrier } from '#local/step-functions/definition/errors.ts';
import {
  failState,
  passState,
  succeedState,
  waitState,
} from '#local/step-functions/definition/states.ts';
import { taskFields } from '#local/step-functions/definition/task.ts';
import { callbackCases } from './cases/callbacks.ts';
import { catchCases } from './cases/catch.ts';
import { choiceCases } from './cases/choice.ts';
import { errorCases } from './cases/errors.ts';
import { expand } from './cases/events.ts';
import { limitCases } from './cases/limits.ts';
import { passCases } from './cases/pass.ts';
import { play } from './cases/player.ts';
import { retryCases } from './cases/retry.ts';
import { failCases, succeedCases } from './cases/succeed-fail.ts';
import { taskCases } from './cases/task.ts';
import { waitCases } from './cases/wait.ts';

const tables = {
  'a Pass state': passCases,
  'a Choice state': choiceCases,
  'a Wait state': waitCases,
  'a Succeed state': succeedCases,
  'a Fail state': failCases,
  'a Task state': taskCases,
  'an error': errorCases,
  Retry: retryCases,
  Catch: catchCases,
  'a limit in time': limitCases,
  'a task that waits for its token': callbackCases,
};

describe.each(Object.entries(tables))('%s:', (_table, cases) => {
  test.concurrent.each(cases)('$name', async (each) => {
    const played = await play(each);

    expect(played.end).toEqual(each.end);
    expect(played.history).toEqual(expand(each.history, each.definition));
  });
});

const states = Object.values(tables)
  .flat()
  .flatMap(({ definition }) => Object.values(definition.States))
  .map((state) => z.looseObject({ Type: z.string() }).parse(state));
const entry = z.looseObject({ ErrorEquals: z.array(z.string()) });
const entriesOf = (field: 'Retry' | 'Catch') =>
  states.flatMap((state) => z.array(entry).default([]).parse(state[field]));

describe('the cases', () => {
  test.each([
    ['Pass', passState.shape],
    ['Choice', choiceState.shape],
    ['Wait', waitState.shape],
    ['Succeed', succeedState.shape],
    ['Fail', failState.shape],
    ['Task', taskFields.shape],
  ])('try every field of a %s state', (type, shape) => {
    const used = states.filter((state) => state.Type === type).flatMap(Object.keys);

    // These two change nothing; `definition.test.ts` has them.
    const tried = new Set([...used, 'Comment', 'QueryLanguage']);
    expect(Object.keys(shape).filter((field) => !tried.has(field))).toEqual([]);
  });

  test.each([
    ['Retry', retrier.shape],
    ['Catch', catcher.shape],
  ] as const)('try every field of %s', (field, shape) => {
    const tried = new Set([...entriesOf(field).flatMap(Object.keys), 'Comment']);

    expect(Object.keys(shape).filter((name) => !tried.has(name))).toEqual([]);
  });

  test('try every error name of the language that can come of what is hosted', () => {
    const caught = new Set(entriesOf('Catch').flatMap(({ ErrorEquals }) => ErrorEquals));

    // Of Map, Parallel, HTTP tasks and JSONata; and of Choice, where nothing catches.
    const elsewhere = [
      'States.BranchFailed',
      'States.ExceedToleratedFailureThreshold',
      'States.Http.Socket',
      'States.ItemReaderFailed',
      'States.NoChoiceMatched',
      'States.QueryEvaluationError',
      'States.ResultWriterFailed',
    ];
    const names = [...PREDEFINED_ERRORS].filter((name) => !elsewhere.includes(name));
    expect(names.filter((name) => !caught.has(name))).toEqual([]);
  });
});
