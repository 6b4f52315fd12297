/** Resource types that are accepted and do nothing here, and what they still answer to `Ref` and `Fn::GetAtt`. */

/** `{id}`: the generated name. `{name}`: the property `nameFrom`, else the generated name. `{account}`, `{region}`. */
export interface InertType {
  readonly ref: string;
  readonly nameFrom?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const named = (nameFrom: string, attributes: Readonly<Record<string, string>> = {}): InertType => ({
  ref: '{name}',
  nameFrom,
  attributes,
});
const generated: InertType = { ref: '{id}' };
const webAclPart = (kind: string): InertType => ({
  ref: `{name}|{id}|REGIONAL`,
  nameFrom: 'Name',
  attributes: { Arn: `arn:aws:wafv2:{region}:{account}:regional/${kind}/{name}/{id}`, Id: '{id}' },
});
const pool = '{region}_{id}';

/** By type. `SUPPORT.md` lists the same types. */
export const INERT_TYPES: Readonly<Record<string, InertType>> = {
  'AWS::CDK::Metadata': generated,
  'AWS::CertificateManager::Certificate': {
    ref: 'arn:aws:acm:{region}:{account}:certificate/{id}',
  },
  'AWS::CloudWatch::Alarm': named('AlarmName', {
    Arn: 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}',
  }),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', {
    Arn: 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}',
  }),
  'AWS::CloudWatch::Dashboard': named('DashboardName'),
  'AWS::Cognito::IdentityPool': {
    ref: '{region}:{id}',
    attributes: { Id: '{region}:{id}', Name: '{name}' },
    nameFrom: 'IdentityPoolName',
  },
  'AWS::Cognito::IdentityPoolRoleAttachment': generated,
  'AWS::Cognito::LogDeliveryConfiguration': generated,
  'AWS::Cognito::ManagedLoginBranding': {
    ref: '{id}',
    attributes: { ManagedLoginBrandingId: '{id}' },
  },
  'AWS::Cognito::UserPool': {
    ref: pool,
    attributes: {
      Arn: `arn:aws:cognito-idp:{region}:{account}:userpool/${pool}`,
      ProviderName: `cognito-idp.{region}.amazonaws.com/${pool}`,
      ProviderURL: `https://cognito-idp.{region}.amazonaws.com/${pool}`,
      UserPoolId: pool,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    ref: '{id}',
    attributes: { ClientId: '{id}', ClientSecret: '{id}', Name: '{name}' },
    nameFrom: 'ClientName',
  },
  'AWS::Cognito::UserPoolDomain': named('Domain', {
    CloudFrontDistribution: '{name}.cloudfront.local',
    NameServers: '',
  }),
  'AWS::Cognito::UserPoolGroup': named('GroupName'),
  'AWS::Cognito::UserPoolIdentityProvider': named('ProviderName'),
  'AWS::Cognito::UserPoolResourceServer': named('Identifier'),
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': generated,
  'AWS::Cognito::UserPoolUICustomizationAttachment': generated,
  'AWS::Lambda::LayerVersion': {
    ref: 'arn:aws:lambda:{region}:{account}:layer:{id}:1',
    attributes: { LayerVersionArn: 'arn:aws:lambda:{region}:{account}:layer:{id}:1' },
  },
  'AWS::Logs::LogGroup': named('LogGroupName', {
    Arn: 'arn:aws:logs:{region}:{account}:log-group:{name}:*',
  }),
  'AWS::Logs::LogStream': named('LogStreamName'),
  'AWS::Logs::MetricFilter': named('FilterName'),
  'AWS::Logs::QueryDefinition': { ref: '{id}', attributes: { QueryDefinitionId: '{id}' } },
  'AWS::Logs::ResourcePolicy': named('PolicyName'),
  'AWS::Logs::SubscriptionFilter': named('FilterName'),
  'AWS::Route53::RecordSet': named('Name'),
  'AWS::WAFv2::IPSet': webAclPart('ipset'),
  'AWS::WAFv2::LoggingConfiguration': generated,
  'AWS::WAFv2::RegexPatternSet': webAclPart('regexpatternset'),
  'AWS::WAFv2::RuleGroup': webAclPart('rulegroup'),
  'AWS::WAFv2::WebACL': webAclPart('webacl'),
  'AWS::WAFv2::WebACLAssociation': generated,
};
