/** The operations on push endpoints: https://docs.aws.amazon.com/sns/latest/dg/mobile-push-api.html */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { queryFields } from '../endpoint/protocol.ts';
import { element } from '../endpoint/xml.ts';
import type { Access } from '../iam/access.ts';
import { entries, parseFields } from './fields.ts';
import { attributesXml, type SnsOperation } from './operation.ts';
import type { PlatformEndpoint, PlatformEndpoints } from './platform-endpoints.ts';
import { requireSns } from './sns-access.ts';

const EndpointArn = z.string();
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
): Record<string, SnsOperation> {
  return {
    async CreatePlatformEndpoint(call) {
      const input = parseFields(
        queryFields(call),
        z.strictObject({
          PlatformApplicationArn: z.string(),
          Token: token,
          CustomUserData: customUserData.default(''),
          Attributes: attributes.default({}),
        }),
      );
      const application = input.PlatformApplicationArn;
      const { caller } = call;
      requireSns(access, { caller, action: 'sns:CreatePlatformEndpoint', resource: application });
      if (!applications.includes(application))
        throw new AwsError('NotFound', 'PlatformApplication does not exist', { status: 404 });
      const endpoint = await endpoints.create(application, input.Token, {
        enabled: input.Attributes.Enabled ?? true,
        customUserData: input.Attributes.CustomUserData ?? input.CustomUserData,
      });
      return element('EndpointArn', endpoint.arn);
    },

    GetEndpointAttributes(call) {
      const { EndpointArn: arn } = parseFields(queryFields(call), z.strictObject({ EndpointArn }));
      const { caller } = call;
      requireSns(access, { caller, action: 'sns:GetEndpointAttributes', resource: arn });
      const { token: Token, enabled, customUserData: data } = endpoints.find(arn);
      return attributesXml({
        Enabled: enabled,
        Token,
        ...(data !== '' && { CustomUserData: data }),
      });
    },

    async SetEndpointAttributes(call) {
      const input = parseFields(
        queryFields(call),
        z.strictObject({ EndpointArn, Attributes: attributes }),
      );
      const { caller } = call;
      const { EndpointArn: arn } = input;
      requireSns(access, { caller, action: 'sns:SetEndpointAttributes', resource: arn });
      await endpoints.change(arn, changesOf(input.Attributes));
      return '';
    },

    async DeleteEndpoint(call) {
      const { EndpointArn: arn } = parseFields(queryFields(call), z.strictObject({ EndpointArn }));
      requireSns(access, { caller: call.caller, action: 'sns:DeleteEndpoint', resource: arn });
      await endpoints.delete(arn);
      return '';
    },
  };
}

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
