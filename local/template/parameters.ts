/** Template parameters: values given at start, or defaults, held against their constraints. */
import type { TemplateParameter } from './template.ts';

/** What CDK's bootstrap check would read out of the parameter store: newer than any template asks for. */
const BOOTSTRAP_VERSION = '999';

type Declared = Readonly<Record<string, TemplateParameter>>;
type Given = Readonly<Record<string, string>>;

/** Parameters held against what their template declares. */
export interface ResolvedParameters {
  /** By name. */
  readonly values: ReadonlyMap<string, unknown>;
  /** By name: the text that was given, or the default's. */
  readonly texts: ReadonlyMap<string, string>;
  /** Every reason why some have no value. Values themselves are never in a reason. */
  readonly problems: readonly string[];
}

export function resolveParameters(declared: Declared, given: Given): ResolvedParameters {
  const values = new Map<string, unknown>();
  const texts = new Map<string, string>();
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => `parameter ${name} is given but not declared`);
  for (const [name, parameter] of Object.entries(declared)) {
    const value = given[name] ?? parameter.Default;
    if (value !== undefined) texts.set(name, String(value));
    if (parameter.Type === 'AWS::SSM::Parameter::Value<String>') {
      if (name === 'BootstrapVersion') values.set(name, BOOTSTRAP_VERSION);
      else problems.push(`parameter ${name}: there is no parameter store here`);
    } else if (value === undefined) problems.push(`parameter ${name} has no value and no default`);
    else {
      const reason = violation(parameter, String(value));
      if (reason !== undefined) problems.push(`parameter ${name} ${reason}`);
      else values.set(name, typed(parameter.Type, String(value)));
    }
  }
  return { values, texts, problems };
}

const elements = (value: string) => value.split(',').map((element) => element.trim());

function typed(type: string, value: string): unknown {
  if (type === 'Number') return Number(value);
  if (type === 'CommaDelimitedList') return elements(value);
  if (type === 'List<Number>') return elements(value).map(Number);
  return value;
}

const TYPES = new Set(['String', 'Number', 'CommaDelimitedList', 'List<Number>']);

function violation(parameter: TemplateParameter, value: string): string | undefined {
  if (!TYPES.has(parameter.Type)) return `has the type ${parameter.Type}, which is not supported`;
  const { AllowedPattern, AllowedValues, MinLength, MaxLength, MinValue, MaxValue } = parameter;
  const number = Number(value);
  const broken =
    (AllowedValues !== undefined && !AllowedValues.map(String).includes(value)) ||
    (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`, 'u').test(value)) ||
    (MinLength !== undefined && value.length < MinLength) ||
    (MaxLength !== undefined && value.length > MaxLength) ||
    (parameter.Type === 'Number' && (value.trim() === '' || Number.isNaN(number))) ||
    (MinValue !== undefined && number < MinValue) ||
    (MaxValue !== undefined && number > MaxValue);
  if (!broken) return undefined;
  return `does not satisfy its constraint${
    parameter.ConstraintDescription === undefined ? '' : `: ${parameter.ConstraintDescription}`
  }`;
}
