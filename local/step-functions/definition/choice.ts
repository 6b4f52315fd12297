/** Choice states and their rules (https://states-language.net/spec.html#choice-state). */
import * as z from 'zod';
import { OPERATORS } from '../language/comparison.ts';
import type { Json } from '../language/json.ts';
import type { Path } from '../language/path.ts';
import { readTimestamp } from '../language/timestamp.ts';
import { common, path, selection } from './fields.ts';

export type Rule =
  | { readonly kind: 'and' | 'or'; readonly rules: readonly Rule[] }
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'present'; readonly variable: Path; readonly expected: boolean }
  | Comparing;

/** Compares a variable with a constant or with another variable. */
export interface Comparing {
  readonly kind: 'compare';
  readonly variable: Path;
  readonly operator: string;
  readonly expected: { readonly value: Json } | { readonly path: Path };
}

const constants: Readonly<Record<'string' | 'number' | 'boolean' | 'timestamp', z.ZodType<Json>>> =
  {
    string: z.string(),
    number: z.number(),
    boolean: z.boolean(),
    timestamp: z.string().refine((text) => readTimestamp(text) !== undefined, {
      error: 'not a timestamp (2026-01-31T12:00:00Z)',
    }),
  };

const rule: z.ZodType<Rule> = z.lazy(() => z.record(z.string(), z.unknown()).transform(readRule));
const several = z.array(rule).min(1);

/** Rules by the field that holds their operator; `operand` is that field's value. */
const forms = new Map<string, z.ZodType<Rule>>([
  ['And', form(several, z.undefined(), (rules): Rule => ({ kind: 'and', rules }))],
  ['Or', form(several, z.undefined(), (rules): Rule => ({ kind: 'or', rules }))],
  ['Not', form(rule, z.undefined(), (inner): Rule => ({ kind: 'not', rule: inner }))],
  ['IsPresent', form(z.boolean(), path, present)],
  ...Object.entries(OPERATORS).flatMap(([operator, { operand, path: hasPath }]) => {
    const value = form(constants[operand], path, (constant, variable) =>
      comparing(operator, variable, { value: constant }),
    );
    const other = form(path, path, (found, variable) =>
      comparing(operator, variable, { path: found }),
    );
    return hasPath
      ? pairs([operator, value], [`${operator}Path`, other])
      : pairs([operator, value]);
  }),
]);

function pairs(...entries: (readonly [string, z.ZodType<Rule>])[]) {
  return entries;
}

function present(expected: boolean, variable: Path): Rule {
  return { kind: 'present', variable, expected };
}

function comparing(operator: string, variable: Path, expected: Comparing['expected']): Rule {
  return { kind: 'compare', variable, operator, expected };
}

function form<Operand, Variable>(
  operand: z.ZodType<Operand>,
  variable: z.ZodType<Variable>,
  make: (operand: Operand, variable: Variable) => Rule,
): z.ZodType<Rule> {
  return z
    .strictObject({ operand, variable })
    .transform((read) => make(read.operand, read.variable));
}

/** Reads one rule by the single operator it has. */
function readRule(fields: Record<string, unknown>, context: z.RefinementCtx): Rule {
  const { Variable: variable, Comment: _comment, ...rest } = fields;
  const [operator = '', ...others] = Object.keys(rest);
  const found = forms.get(operator);
  if (found === undefined || others.length > 0) {
    const names = Object.keys(rest).join(', ') || 'none';
    const message = `a rule needs exactly one operator that is supported; it has: ${names}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  const result = found.safeParse({ operand: rest[operator], variable });
  if (result.success) return result.data;
  for (const {
    message,
    path: [place, ...inside],
  } of result.error.issues)
    context.addIssue({
      code: 'custom',
      message,
      path: [place === 'variable' ? 'Variable' : operator, ...inside],
    });
  return z.NEVER;
}

const topRule = z.looseObject({ Next: z.string() }).transform(({ Next, ...fields }, context) => ({
  Next,
  rule: readRule(fields, context),
}));

export const choiceState = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  InputPath: selection.exactOptional(),
  OutputPath: selection.exactOptional(),
  Choices: z.array(topRule).min(1),
  Default: z.string().exactOptional(),
});

export type ChoiceState = z.output<typeof choiceState>;
