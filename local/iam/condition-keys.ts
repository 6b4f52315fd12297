/** The condition keys that calls carry here. A condition on any other would find it absent, where AWS might not. */

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const GLOBAL = [
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalServiceName',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
];

/** By service, as the parts give them. `*` ends a family whose members a caller names. */
const OF_SERVICES = [
  'dynamodb:Attributes',
  'dynamodb:LeadingKeys',
  'iot:ClientId',
  'iot:ConnectAttributes',
  'iot:Connection.Thing.IsAttached',
  'iot:Connection.Thing.ThingName',
  'iot:thingArn',
  'kms:CallerAccount',
  'kms:EncryptionAlgorithm',
  'kms:EncryptionContext:*',
  'kms:EncryptionContextKeys',
  'kms:KeyOrigin',
  'kms:KeySpec',
  'kms:KeyUsage',
  'kms:MacAlgorithm',
  'kms:MessageType',
  'kms:MultiRegion',
  'kms:RequestAlias',
  'kms:ResourceAliases',
  'kms:SigningAlgorithm',
  'kms:ViaService',
  's3:ObjectCreationOperation',
  's3:TlsVersion',
  's3:VersionId',
  's3:delimiter',
  's3:if-match',
  's3:if-none-match',
  's3:max-keys',
  's3:object-lock-mode',
  's3:object-lock-retain-until-date',
  's3:prefix',
  's3:signatureversion',
  's3:x-amz-content-sha256',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'ses:ApiVersion',
  'ses:FromAddress',
  'ses:Recipients',
];

const names = new Set([...GLOBAL, ...OF_SERVICES].map((name) => name.toLowerCase()));
const families = [...names].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/** Whether calls here carry a condition key wherever AWS's do. IAM compares key names without regard to case. */
export function isCarried(key: string): boolean {
  const name = key.toLowerCase();
  return names.has(name) || families.some((family) => name.startsWith(family));
}
