/** The resource type AWS::StepFunctions::StateMachine. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { CanAssume } from '../iam/part.ts';
import { type ResourceType, resourceType } from '../part.ts';
import type { Machines } from './machines.ts';
import { NAME } from './names.ts';

const properties = z
  .strictObject({
    StateMachineName: z.string().regex(NAME).exactOptional(),
    StateMachineType: z
      .literal('STANDARD', { error: 'only STANDARD state machines are supported' })
      .exactOptional(),
    RoleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\/.+$/),
    DefinitionString: z.string().exactOptional(),
    Definition: z.record(z.string(), z.json()).exactOptional(),
    DefinitionSubstitutions: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .default({}),
    Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
    EncryptionConfiguration: z.strictObject({ Type: z.literal('AWS_OWNED_KEY') }).exactOptional(),
  })
  .refine((given) => (given.Definition === undefined) !== (given.DefinitionString === undefined), {
    error: 'exactly one of "Definition" and "DefinitionString" is needed',
  });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export function stateMachineType(machines: Machines, canAssume: CanAssume): ResourceType {
  return resourceType({
    type: 'AWS::StepFunctions::StateMachine',
    properties,
    inert: ['LoggingConfiguration', 'TracingConfiguration'],
    async create({ properties: given, physicalName }) {
      const name = given.StateMachineName ?? physicalName;
      // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy
      if (!canAssume(given.RoleArn, 'states.amazonaws.com', machines.arnOf(name)))
        throw new AwsError(
          'AccessDeniedException',
          `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role ${given.RoleArn}.`,
          { status: 403 },
        );
      const text = given.DefinitionString ?? JSON.stringify(given.Definition);
      const definition = text.replace(/\$\{([^{}]+)\}/g, (placeholder, key: string) =>
        Object.hasOwn(given.DefinitionSubstitutions, key)
          ? String(given.DefinitionSubstitutions[key])
          : placeholder,
      );
      const tags = given.Tags.map(({ Key: key, Value: value }) => ({ key, value }));
      const { arn, current } = machines.put(name, { definition, roleArn: given.RoleArn, tags });
      return {
        ref: arn,
        attributes: { Arn: arn, Name: name, StateMachineRevisionId: current.id },
      };
    },
  });
}
