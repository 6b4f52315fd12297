/** What a row of the table of decisions consists of, and short ways to write one down. */
import type { AccessRequest, PolicyStatement } from '#local/iam/access.ts';
import type { Caller } from '#local/iam/caller.ts';

export const ACCOUNT = '000000000000';
export const account = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/issuing`;
export const TABLE = `arn:aws:dynamodb:ap-northeast-1:${ACCOUNT}:table/wipes`;
export const RULE = `arn:aws:iot:ap-northeast-1:${ACCOUNT}:rule/claims`;
export const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

export const role: Caller = { kind: 'role', arn: ROLE, name: 'issuing' };
export const iot: Caller = { kind: 'service', principal: 'iot.amazonaws.com', sourceArn: RULE };

export interface Decision {
  readonly rule: string;
  readonly page: string;
  /** Statements of the role's own policies. */
  readonly identity: readonly PolicyStatement[];
  /** Statements of the policy on the resource; absent where it has none. */
  readonly resource?: readonly PolicyStatement[];
  readonly asked: AccessRequest;
  readonly answer: 'yes' | 'no';
}

/** Rows of one page. What is not given is a role that asks to get an item of a table. */
export function about(
  page: string,
  rows: readonly {
    rule: string;
    identity?: readonly PolicyStatement[];
    resource?: readonly PolicyStatement[];
    asked?: Partial<AccessRequest>;
    answer: 'yes' | 'no';
  }[],
): Decision[] {
  return rows.map(({ asked = {}, identity = [], ...row }) => ({
    ...row,
    page,
    identity,
    asked: { caller: role, action: 'dynamodb:GetItem', resource: TABLE, ...asked },
  }));
}

export type Fields = Partial<PolicyStatement>;
export const allow = (fields: Fields = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
  ...fields,
});
export const deny = (fields: Fields = {}): PolicyStatement => ({
  ...allow(fields),
  Effect: 'Deny',
});
/** A policy variable: IAM fills it in, not JavaScript. */
export const variable = (key: string) => `$\{${key}}`;

export const everything = { Action: 'dynamodb:GetItem', Effect: 'Allow' } as const;

/** Rows about one `Condition` block of an allow, over condition keys of the request. */
export const when = (
  page: string,
  rows: readonly (readonly [
    rule: string,
    condition: NonNullable<PolicyStatement['Condition']>,
    context: NonNullable<AccessRequest['context']>,
    answer: 'yes' | 'no',
  ])[],
) =>
  about(
    page,
    rows.map(([rule, Condition, context, answer]) => ({
      rule,
      identity: [allow({ Condition })],
      asked: { context },
      answer,
    })),
  );
