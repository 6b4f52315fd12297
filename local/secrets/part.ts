/** The Secrets Manager part: one version per secret, read by functions and by dynamic references. */
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { answerJson, jsonOperation } from '../aws/json-operations.ts';
import { pageOf } from '../aws/page.ts';
import type { Caller } from '../iam/caller.ts';
import { resourcePolicy } from '../iam/document.ts';
import { type CloudContext, type Part, resourceType } from '../part.ts';
import type { RequireKeyUse } from '../sqs/queue-directory.ts';
import { generateSecret, generateSecretString } from './random-password.ts';
import { keepSecret, type Secret, Secrets } from './secret-store.ts';

export interface SecretsPart extends Part {
  /** The text behind `{{resolve:secretsmanager:…}}`. @throws AwsError `ResourceNotFoundException`. */
  valueOf(secretId: string): string;
}

const secretProperties = z
  .strictObject({
    Name: z
      .string()
      .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/)
      .exactOptional(),
    Description: z.string().default(''),
    KmsKeyId: z.string().exactOptional(),
    SecretString: z.string().exactOptional(),
    GenerateSecretString: generateSecretString.exactOptional(),
  })
  .refine((secret) => secret.SecretString === undefined || !secret.GenerateSecretString, {
    error: 'either SecretString or GenerateSecretString',
  });

const SecretId = z.string().min(1).max(2048);

/** What DescribeSecret and ListSecrets both say of a secret. */
const described = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  Description: secret.description,
  CreatedDate: secret.createdAt / 1000,
  LastChangedDate: secret.createdAt / 1000,
  ...(secret.kmsKeyId !== undefined && { KmsKeyId: secret.kmsKeyId }),
});

export function createSecrets(
  context: CloudContext,
  { requireKeyUse }: { readonly requireKeyUse?: RequireKeyUse } = {},
): SecretsPart {
  const { account, region, clock, dataDir, access } = context;
  const secrets = new Secrets();

  const secretType = resourceType({
    type: 'AWS::SecretsManager::Secret',
    properties: secretProperties,
    inert: ['Tags'],
    async create({ properties, physicalName, stackName, logicalId }) {
      const { SecretString: text, GenerateSecretString: wanted } = properties;
      const path = join(dataDir, 'secrets', `${stackName}.${logicalId}.json`);
      const generate = () => generateSecret(wanted ?? generateSecretString.parse({}));
      const source = text === undefined ? { generate } : { text };
      const { suffix, value, versionId, createdAt } = keepSecret(path, source, clock.now());
      const name = properties.Name ?? physicalName;
      const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
      const { Description: description, KmsKeyId: kmsKeyId } = properties;
      secrets.add({
        ...{ arn, name, description, kmsKeyId, versionId, createdAt, value },
        policy: undefined,
      });
      return { ref: arn, attributes: { Id: arn } };
    },
  });

  const resourcePolicyType = resourceType({
    type: 'AWS::SecretsManager::ResourcePolicy',
    properties: z.strictObject({ SecretId, ResourcePolicy: resourcePolicy }),
    inert: ['BlockPublicPolicy'],
    async create({ properties, physicalName }) {
      secrets.find(properties.SecretId).policy = properties.ResourcePolicy;
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });

  function allowed(id: string, action: string, caller: Caller) {
    const secret = secrets.lookUp(id);
    access.require({
      caller,
      action,
      resource: secret?.arn ?? id,
      ...(secret?.policy && { resourcePolicy: secret.policy }),
    });
    return secrets.find(id);
  }

  const operations = {
    GetSecretValue: jsonOperation(
      z.strictObject({
        SecretId,
        VersionId: z.string().exactOptional(),
        VersionStage: z.string().default('AWSCURRENT'),
      }),
      (input, { caller }) => {
        const secret = allowed(input.SecretId, 'secretsmanager:GetSecretValue', caller);
        const { arn, name, versionId, createdAt, value, kmsKeyId } = secret;
        // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
        if (kmsKeyId !== undefined && !/(^|:)alias\/aws\/secretsmanager$/.test(kmsKeyId))
          requireKeyUse?.({
            keyArn: kmsKeyId,
            action: 'kms:Decrypt',
            caller,
            context: {
              'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
              'kms:EncryptionContext:SecretARN': arn,
            },
          });
        const { VersionId: wanted = versionId, VersionStage: stage } = input;
        if (wanted !== versionId || stage !== 'AWSCURRENT')
          throw new AwsError(
            'ResourceNotFoundException',
            "Secrets Manager can't find the specified secret value.",
          );
        return {
          ARN: arn,
          Name: name,
          VersionId: versionId,
          VersionStages: ['AWSCURRENT'],
          SecretString: value,
          CreatedDate: createdAt / 1000,
        };
      },
    ),

    DescribeSecret: jsonOperation(z.strictObject({ SecretId }), (input, { caller }) => {
      const secret = allowed(input.SecretId, 'secretsmanager:DescribeSecret', caller);
      const { versionId } = secret;
      return { ...described(secret), VersionIdsToStages: { [versionId]: ['AWSCURRENT'] } };
    }),

    ListSecrets: jsonOperation(
      z.strictObject({
        MaxResults: z.int().min(1).max(100).default(100),
        NextToken: z.string().exactOptional(),
      }),
      (input, { caller }) => {
        access.require({ caller, action: 'secretsmanager:ListSecrets', resource: '*' });
        const page = pageOf(secrets.all, input.MaxResults, input.NextToken);
        if (page === undefined)
          throw new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.');
        const SecretList = page.entries.map((secret) => ({
          ...described(secret),
          SecretVersionsToStages: { [secret.versionId]: ['AWSCURRENT'] },
        }));
        return { SecretList, ...(page.next !== undefined && { NextToken: page.next }) };
      },
    ),
  };

  return {
    name: 'secrets',
    signingNames: ['secretsmanager'],
    resources: [secretType, resourcePolicyType],
    handle: (call) => answerJson(operations, call),
    valueOf: (secretId) => secrets.find(secretId).value,
  };
}
