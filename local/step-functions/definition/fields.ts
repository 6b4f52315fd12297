/** Fields that several states share. */
import * as z from 'zod';
import { type Expression, pathsOf, readExpression } from '../language/expression.ts';
import { type Path, readPath } from '../language/path.ts';
import { readTemplate, type Template, templatePaths } from '../language/template.ts';
import { contextProblem } from './context-path.ts';

/** The largest number of seconds AWS takes for a wait or a timeout. */
const LONGEST = 99_999_999;

export const seconds = z.int().min(1).max(LONGEST);
export const waitSeconds = z.int().min(0).max(LONGEST);

/** A path that may also start at the context object (input-output-contextobject.html lists these fields). */
export const path = z.string().transform((text, context): Path => {
  const read = readPath(text);
  const problem = 'problem' in read ? read.problem : contextProblem(read);
  if (problem === undefined && !('problem' in read)) return read;
  context.addIssue({ code: 'custom', message: problem ?? 'not a path' });
  return z.NEVER;
});

/** A path into the state's data alone. */
export const referencePath = path.refine((read) => read.root === 'data', {
  error: 'the context object ($$) cannot be used here',
});

/** InputPath and OutputPath: `null` selects an empty object. */
export const selection = path.nullable();

/** A path or an intrinsic function (ErrorPath, CausePath). */
export const expression = z.string().transform((text, context): Expression => {
  const read = readExpression(text);
  if (!('problem' in read) && pathsOf(read).every((each) => each.root === 'data')) return read;
  const message = 'problem' in read ? read.problem : 'the context object ($$) cannot be used here';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** A payload template. `token` says whether it may hold the task token. */
export function template({ token }: { token: boolean }) {
  return z.record(z.string(), z.json()).transform((value, context): Template => {
    const problems: { place: readonly (string | number)[]; reason: string }[] = [];
    const read = readTemplate(value, (place, reason) => problems.push({ place, reason }));
    for (const each of templatePaths(read)) {
      const reason = contextProblem(each, token);
      if (reason !== undefined) problems.push({ place: [], reason });
    }
    for (const { place, reason } of problems)
      context.addIssue({ code: 'custom', message: reason, path: [...place] });
    return read;
  });
}

/** What every state may have. `QueryLanguage` may only say what is the case anyway. */
export const common = {
  Comment: z.string().exactOptional(),
  QueryLanguage: z.literal('JSONPath').exactOptional(),
};

/** Where a state that is not the last one in every course goes on. */
export const transition = {
  Next: z.string().exactOptional(),
  End: z.literal(true).exactOptional(),
};

/** For `refine`: exactly one of Next and End. */
export const hasOneTransition = (state: { Next?: string; End?: true }) =>
  (state.Next === undefined) !== (state.End === undefined);
export const ONE_TRANSITION = { error: 'exactly one of "Next" and "End" is needed' };
