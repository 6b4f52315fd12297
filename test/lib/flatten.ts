/** Turns intrinsic functions of a template into readable text, `<LogicalId.Arn>`, without CDK's hashes. */
import * as z from 'zod';

const Resource = z.looseObject({
  Properties: z.record(z.string(), z.unknown()),
  Condition: z.string().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});

const Exporting = z.looseObject({
  Outputs: z.record(
    z.string(),
    z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }),
  ),
});

/** `exporting` is the template whose exports are imported. */
export function flatten(resource: unknown, exporting: unknown): z.output<typeof Resource> {
  const exports = new Map(
    Object.values(Exporting.parse(exporting).Outputs).map(({ Export, Value }) => [
      Export?.Name,
      Value,
    ]),
  );
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    const render = others.length === 0 ? INTRINSICS[name] : undefined;
    if (render) return render(argument, inner, exports);
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, inner(element)]));
  };
  return Resource.parse(inner(resource));
}

type Inner = (value: unknown) => unknown;
type Render = (argument: unknown, inner: Inner, exports: ReadonlyMap<unknown, unknown>) => unknown;

const list = (value: unknown) => z.array(z.unknown()).parse(value);
const unhashed = (logicalId: unknown) => String(logicalId).replace(/(?<=.)[0-9A-F]{8}$/, '');

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

const INTRINSICS: Readonly<Record<string, Render>> = {
  Ref: (argument) => `<${unhashed(argument)}>`,
  'Fn::GetAtt': (argument) => {
    const [logicalId, attribute] = list(argument);
    return `<${unhashed(logicalId)}.${attribute}>`;
  },
  'Fn::Join': (argument, inner) => {
    const [separator, elements] = list(argument);
    return list(elements).map(inner).join(String(separator));
  },
  'Fn::Sub': (argument) => argument,
  'Fn::Select': (argument, inner) => {
    const [index, elements] = list(argument);
    return `${inner(elements)}[${index}]`;
  },
  'Fn::Split': (argument, inner) => {
    const [separator, text] = list(argument);
    return `split(${inner(text)}, ${separator})`;
  },
  'Fn::If': (argument, inner) => {
    const [condition, whenTrue, whenFalse] = list(argument).map(inner).map(asText);
    return `if ${condition}: ${whenTrue} else: ${whenFalse}`;
  },
  'Fn::ImportValue': (argument, inner, exports) => inner(exports.get(argument)),
};
