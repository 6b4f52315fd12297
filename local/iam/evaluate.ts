/** IAM's decision for one set of statements: an explicit deny beats an allow, and silence is no. */
import type { PolicyDocument, PolicyStatement } from './access.ts';
import type { Caller } from './caller.ts';
import { conditionHolds } from './conditions.ts';
import { type ConditionKeys, matches, matchesWithVariables } from './pattern.ts';

export type Decision = 'allow' | 'deny' | 'silent';

/** What is asked of a set of statements. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
}

/** How a resource policy names a caller: not at all, through the account (which delegates to IAM), or itself. */
export type Naming = 'none' | 'account' | 'direct';

const NO_KEYS: ConditionKeys = new Map();

export const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The decision of statements without principals: identity policies. `allowing` is given each that allows. */
export function decide(
  documents: Iterable<PolicyDocument>,
  question: Question,
  allowing?: (statement: PolicyStatement) => void,
): Decision {
  let decision: Decision = 'silent';
  for (const { Statement } of documents)
    for (const statement of Statement) {
      if (!applies(statement, question)) continue;
      if (statement.Effect === 'Deny') return 'deny';
      decision = 'allow';
      allowing?.(statement);
    }
  return decision;
}

/** The decision of a resource policy for a caller, and how the caller was named by what allows. */
export function decideForCaller(
  document: PolicyDocument,
  question: Question,
  caller: Caller,
): { decision: Decision; naming: Naming } {
  let naming: Naming = 'none';
  for (const statement of document.Statement) {
    const named = nameOf(statement.Principal, caller);
    if (named === 'none' || !applies(statement, question)) continue;
    if (statement.Effect === 'Deny') return { decision: 'deny', naming: named };
    if (naming !== 'direct') naming = named;
  }
  return { decision: naming === 'none' ? 'silent' : 'allow', naming };
}

/** Most policies ask for no condition key: they are gathered (`question.keys`) only where one is named. */
function applies(statement: PolicyStatement, question: Question): boolean {
  const acts = (pattern: string) => fitsAction(pattern, question);
  const fits = (pattern: string) => fitsResource(pattern, question);
  if (statement.Action !== undefined && !list(statement.Action).some(acts)) return false;
  if (statement.NotAction !== undefined && list(statement.NotAction).some(acts)) return false;
  if (statement.Resource !== undefined && !list(statement.Resource).some(fits)) return false;
  if (statement.NotResource !== undefined && list(statement.NotResource).some(fits)) return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, block]) =>
    Object.entries(block).every(([key, values]) =>
      conditionHolds(operator, key, list(values), question.keys),
    ),
  );
}

export const fitsAction = (pattern: string, { action }: Question) =>
  matches(pattern, action, { ignoreCase: true });

export const fitsResource = (pattern: string, question: Question) =>
  matchesWithVariables(
    pattern,
    question.resource,
    // The keys are for variables; most resources have none.
    pattern.includes('${') ? question.keys : NO_KEYS,
    'resource',
  );

function nameOf(principal: PolicyStatement['Principal'], caller: Caller): Naming {
  if (principal === undefined) return 'none';
  if (principal === '*') return 'direct';
  if (caller.kind === 'service')
    return list(principal.Service).includes(caller.principal) || list(principal.AWS).includes('*')
      ? 'direct'
      : 'none';
  const names = list(principal.AWS);
  if (names.includes('*') || names.includes(caller.arn)) return 'direct';
  const account = caller.arn.split(':')[4] ?? '';
  const isAccount = (name: string) =>
    name === account || /^arn:[^:]+:iam::(\d+):root$/.exec(name)?.[1] === account;
  return names.some(isAccount) ? 'account' : 'none';
}
