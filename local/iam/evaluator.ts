/** Answers `Access` from the identity policies of the template's roles and the policies of the resources. */
import { accessDenied } from '../aws/error.ts';
import type { Access, AccessRequest, PolicyDocument, PolicyStatement } from './access.ts';
import type { Caller } from './caller.ts';
import { type Decision, decide, decideForCaller, type Question } from './evaluate.ts';
import type { GrantUse } from './grant-use.ts';
import type { ConditionKeys } from './pattern.ts';

interface EvaluatorOptions {
  readonly account: string;
  readonly region: string;
  /** The cloud's time, epoch milliseconds, for date conditions. */
  readonly now: () => number;
  /** Policies attached to a role, by its ARN. */
  readonly policiesOf: (roleArn: string) => Iterable<PolicyDocument>;
  readonly grantUse?: GrantUse;
}

/** Makes the evaluator that all parts of one cloud share. */
export function createAccess({
  account,
  region,
  now,
  policiesOf,
  grantUse,
}: EvaluatorOptions): Access {
  const conditionKeys = (request: AccessRequest): ConditionKeys => {
    const at = now();
    const keys = new Map<string, readonly string[]>([
      // Plain http on loopback stands for the TLS that every deployed endpoint has.
      ['aws:securetransport', ['true']],
      ['aws:requestedregion', [region]],
      ['aws:currenttime', [new Date(at).toISOString()]],
      ['aws:epochtime', [String(Math.floor(at / 1000))]],
      ...callerKeys(request.caller, account),
    ]);
    for (const [name, value] of Object.entries(request.context ?? {}))
      keys.set(name.toLowerCase(), typeof value === 'string' ? [value] : value);
    return keys;
  };

  const allows = (request: AccessRequest): boolean => {
    const { caller, action, resource, resourcePolicy, mode = 'either' } = request;
    if (caller.kind === 'administrator') return true;
    let gathered: ConditionKeys | undefined;
    const question: Question = {
      action,
      resource,
      get keys() {
        gathered ??= conditionKeys(request);
        return gathered;
      },
    };
    const granting: PolicyStatement[] = [];
    const identity: Decision =
      caller.kind === 'role'
        ? decide(policiesOf(caller.arn), question, (statement) => granting.push(statement))
        : 'silent';
    const { decision, naming } =
      resourcePolicy === undefined
        ? { decision: 'silent', naming: 'none' }
        : decideForCaller(resourcePolicy, question, caller);
    if (identity === 'deny' || decision === 'deny') return false;
    const allowed =
      naming === 'direct' || (identity === 'allow' && (mode === 'either' || naming === 'account'));
    if (allowed) grantUse?.note(granting, question);
    return allowed;
  };

  return {
    allows,
    require(request) {
      if (allows(request)) return;
      const { caller, action, resource } = request;
      const principal = caller.kind === 'service' ? caller.principal : caller.arn;
      throw accessDenied(principal, action, resource);
    },
  };
}

function callerKeys(caller: Caller, account: string): [string, readonly string[]][] {
  if (caller.kind === 'service')
    return [
      ['aws:sourcearn', [caller.sourceArn]],
      ['aws:sourceaccount', [account]],
      ['aws:principalisawsservice', ['true']],
      ['aws:principalservicename', [caller.principal]],
    ];
  return [
    ['aws:principalarn', [caller.arn]],
    ['aws:principalaccount', [account]],
    ['aws:principalisawsservice', ['false']],
  ];
}
