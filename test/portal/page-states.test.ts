import { describe, expect, test } from '@jest/globals';
import {
  ApprovalList,
  ContestAnswer,
  LineList,
  LineView,
  Problem,
  RecordAnswer,
  WipeList,
  WipeView,
} from '#functions/contract/bodies.ts';
import { pageStates } from '../pages/states.ts';

/** What the contract says of an answer, by method and path. */
const CONTRACT = [
  [/^GET \/v1\/lines$/, LineList],
  [/^GET \/v1\/lines\/[^/]+$/, LineView],
  [/^GET \/v1\/lines\/[^/]+\/wipes$/, WipeList],
  [/^GET \/v1\/wipes\/[^/]+$/, WipeView],
  [/^GET \/v1\/wipes\/[^/]+\/record$/, RecordAnswer],
  [/^POST \/v1\/wipes\/[^/]+\/contest$/, ContestAnswer],
  [/^POST \/v1\/shop\/lines\/search$/, LineView],
  [/^GET \/v1\/approvals\?/, ApprovalList],
] as const;

const answers = (await pageStates()).flatMap(({ name, answers = {} }) =>
  Object.entries(answers).flatMap(([call, answer]) =>
    answer === 'unreachable' ? [] : [[name, call, answer] as const],
  ),
);

describe('what the pages are shown with is what the API answers', () => {
  test.each(answers)('%s: %s', (_name, call, { body, status = 200 }) => {
    const schema = status === 200 ? CONTRACT.find(([path]) => path.test(call))?.[1] : Problem;

    expect(schema?.safeParse(body)).toMatchObject({ success: true });
  });
});
