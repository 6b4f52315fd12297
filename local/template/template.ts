/** The parts of a CloudFormation template that the local cloud reads. Anything else in it is refused by name. */
import * as z from 'zod';

const text = z.string();

const parameter = z.looseObject({
  Type: text,
  Default: z.union([z.string(), z.number()]).exactOptional(),
  AllowedPattern: text.exactOptional(),
  AllowedValues: z.array(z.union([z.string(), z.number()])).exactOptional(),
  MinLength: z.coerce.number().exactOptional(),
  MaxLength: z.coerce.number().exactOptional(),
  MinValue: z.coerce.number().exactOptional(),
  MaxValue: z.coerce.number().exactOptional(),
  NoEcho: z.boolean().exactOptional(),
  ConstraintDescription: text.exactOptional(),
});

const resource = z.strictObject({
  Type: text,
  Properties: z.record(text, z.unknown()).exactOptional(),
  Condition: text.exactOptional(),
  DependsOn: z.union([text, z.array(text)]).exactOptional(),
  Metadata: z.unknown().optional(),
  DeletionPolicy: z.unknown().optional(),
  UpdateReplacePolicy: z.unknown().optional(),
  UpdatePolicy: z.unknown().optional(),
});

const output = z.looseObject({
  Value: z.unknown(),
  Description: text.exactOptional(),
  Condition: text.exactOptional(),
  Export: z.strictObject({ Name: z.unknown() }).exactOptional(),
});

/** `Rules` are CloudFormation's checks of parameters against an account that is not there: they are not evaluated. */
export const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: text.exactOptional(),
  Description: text.exactOptional(),
  Metadata: z.unknown().optional(),
  Rules: z.unknown().optional(),
  Parameters: z.record(text, parameter).default({}),
  Mappings: z.record(text, z.record(text, z.record(text, z.unknown()))).default({}),
  Conditions: z.record(text, z.unknown()).default({}),
  Resources: z.record(text, resource).default({}),
  Outputs: z.record(text, output).default({}),
});

export type Template = z.output<typeof templateSchema>;
export type TemplateParameter = z.output<typeof parameter>;
export type TemplateResource = z.output<typeof resource>;
