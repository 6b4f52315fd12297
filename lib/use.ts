/** What a function is told of a thing, together with what it may do to it: variable and grant in one value. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

export interface Use {
  /** The value of the environment variable. */
  readonly value: string;
  readonly statements: readonly PolicyStatement[];
}

/** A value that grants nothing. */
export const plain = (value: string | number): Use => ({ value: String(value), statements: [] });

/** The things under one service's prefix that may be done to `resource`. */
export function allow(
  service: string,
  actions: readonly string[],
  resource: string | readonly string[],
  conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): PolicyStatement {
  return new PolicyStatement({
    actions: actions.map((action) => `${service}:${action}`),
    resources: [resource].flat(),
    ...(conditions && { conditions }),
  });
}
