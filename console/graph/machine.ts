/** The state machine of the workflow as a graph, read from its definition in Amazon States Language. */
import * as z from 'zod/mini';

const Next = z.optional(z.string());

/** https://states-language.net/spec.html: what leads from one state to another, and nothing else of it. */
const State = z.looseObject({
  Type: z.string(),
  Next,
  Default: Next,
  Choices: z.optional(z.array(z.looseObject({ Next: z.string() }))),
  Catch: z.optional(z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() }))),
});

export const Definition = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), State),
});
type Definition = z.infer<typeof Definition>;

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Errors with which alone the state is left that way; none where it is a usual one too. */
  readonly errors: readonly string[];
}

export interface Machine {
  readonly start: string;
  /** By name, in the order of the definition. */
  readonly states: readonly { readonly name: string; readonly type: string }[];
  /** One for each pair of states. */
  readonly edges: readonly Edge[];
}

/** @throws ZodError for what is no state machine, and Error for a state that is not there. */
export function machineOf(definition: unknown): Machine {
  const { StartAt: start, States } = Definition.parse(definition);
  const states = Object.entries(States).map(([name, { Type: type }]) => ({ name, type }));
  const edges = new Map<string, Edge>();
  for (const [from, state] of Object.entries(States))
    for (const { to, errors } of waysOf(state)) {
      if (!(to in States)) throw new Error(`no state ${to}, which ${from} leads to`);
      const key = JSON.stringify([from, to]);
      const known = edges.get(key);
      edges.set(key, { from, to, errors: known ? bothOf(known.errors, errors) : errors });
    }
  if (!(start in States)) throw new Error(`no state ${start}, where it starts`);
  return { start, states, edges: [...edges.values()] };
}

/** No errors are the usual way. */
const bothOf = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.length === 0 || other.length === 0 ? [] : [...one, ...other];

function waysOf({ Next: next, Default, Choices = [], Catch = [] }: Definition['States'][string]) {
  const usual = [next, Default, ...Choices.map((choice) => choice.Next)]
    .filter((to) => to !== undefined)
    .map((to) => ({ to, errors: [] }));
  const caught = Catch.map(({ Next: to, ErrorEquals: errors }) => ({ to, errors }));
  return [...usual, ...caught];
}
