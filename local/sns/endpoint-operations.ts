/** The operations on push endpoints: https://docs.aws.amazon.com/sns/latest/dg/mobile-push-api.html */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { entries } from '../aws/query-fields.ts';
import type { QueryOperation } from '../aws/query-operations.ts';
import { element } from '../endpoint/xml.ts';
import type { Access } from '../iam/access.ts';
import { attributesXml, pageXml, snsOperation } from './operation.ts';
import type { PlatformEndpoint, PlatformEndpoints } from './platform-endpoints.ts';
import { requireSns } from './sns-access.ts';

const EndpointArn = z.string();
const PlatformApplicationArn = z.string();
const NextToken = z.string().exactOptional();
const token = z.string().min(1).max(4096);
const customUserData = z.string().max(2048);
const attributeMap = entries({ key: 'key', value: 'value' }, z.string());
const attributes = attributeMap.pipe(
  z.strictObject({
    Token: token.exactOptional(),
    Enabled: z.stringbool().exactOptional(),
    CustomUserData: customUserData.exactOptional(),
  }),
);

export function endpointOperations(
  access: Access,
  endpoints: PlatformEndpoints,
  applications: readonly string[],
): Record<string, QueryOperation> {
  const requireApplication = (arn: string) => {
    if (!applications.includes(arn))
      throw new AwsError('NotFound', 'PlatformApplication does not exist', { status: 404 });
  };

  return {
    CreatePlatformEndpoint: snsOperation(
      z.strictObject({
        PlatformApplicationArn,
        Token: token,
        CustomUserData: customUserData.default(''),
        Attributes: attributes.default({}),
      }),
      async (input, { caller }) => {
        const application = input.PlatformApplicationArn;
        requireSns(access, { caller, action: 'sns:CreatePlatformEndpoint', resource: application });
        requireApplication(application);
        const endpoint = await endpoints.create(application, input.Token, {
          enabled: input.Attributes.Enabled ?? true,
          customUserData: input.Attributes.CustomUserData ?? input.CustomUserData,
        });
        return element('EndpointArn', endpoint.arn);
      },
    ),

    GetEndpointAttributes: snsOperation(
      z.strictObject({ EndpointArn }),
      ({ EndpointArn: arn }, { caller }) => {
        requireSns(access, { caller, action: 'sns:GetEndpointAttributes', resource: arn });
        return attributesXml(attributesOf(endpoints.find(arn)));
      },
    ),

    SetEndpointAttributes: snsOperation(
      z.strictObject({ EndpointArn, Attributes: attributes }),
      async ({ EndpointArn: arn, Attributes }, { caller }) => {
        requireSns(access, { caller, action: 'sns:SetEndpointAttributes', resource: arn });
        await endpoints.change(arn, changesOf(Attributes));
        return '';
      },
    ),

    DeleteEndpoint: snsOperation(
      z.strictObject({ EndpointArn }),
      async ({ EndpointArn: arn }, { caller }) => {
        requireSns(access, { caller, action: 'sns:DeleteEndpoint', resource: arn });
        await endpoints.delete(arn);
        return '';
      },
    ),

    ListPlatformApplications: snsOperation(
      z.strictObject({ NextToken }),
      ({ NextToken: after }, { caller }) => {
        requireSns(access, { caller, action: 'sns:ListPlatformApplications', resource: '*' });
        const members = applications.map(
          (arn) => element('PlatformApplicationArn', arn) + attributesXml({ Enabled: true }),
        );
        return pageXml('PlatformApplications', members, after);
      },
    ),

    ListEndpointsByPlatformApplication: snsOperation(
      z.strictObject({ PlatformApplicationArn, NextToken }),
      ({ PlatformApplicationArn: application, NextToken: after }, { caller }) => {
        const action = 'sns:ListEndpointsByPlatformApplication';
        requireSns(access, { caller, action, resource: application });
        requireApplication(application);
        const members = endpoints
          .of(application)
          .map((each) => element('EndpointArn', each.arn) + attributesXml(attributesOf(each)));
        return pageXml('Endpoints', members, after);
      },
    ),
  };
}

const attributesOf = ({ token: Token, enabled, customUserData: data }: PlatformEndpoint) => ({
  Enabled: enabled,
  Token,
  ...(data !== '' && { CustomUserData: data }),
});

function changesOf({
  Token,
  Enabled,
  CustomUserData,
}: z.infer<typeof attributes>): Partial<PlatformEndpoint> {
  return {
    ...(Token !== undefined && { token: Token }),
    ...(Enabled !== undefined && { enabled: Enabled }),
    ...(CustomUserData !== undefined && { customUserData: CustomUserData }),
  };
}
