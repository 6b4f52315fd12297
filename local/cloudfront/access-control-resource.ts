/** The resource type AWS::CloudFront::OriginAccessControl: a distribution signs its calls to S3. */
import * as z from 'zod';
import { type ResourceType, resourceType } from '../part.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html */
const properties = z.strictObject({
  OriginAccessControlConfig: z.strictObject({
    Name: z.string().min(1).max(64),
    Description: z.unknown().optional(),
    OriginAccessControlOriginType: z.literal('s3'),
    SigningBehavior: z.literal('always'),
    SigningProtocol: z.literal('sigv4'),
  }),
});

/** Puts the id of each into `controls`. */
export function accessControlResource(controls: Set<string>): ResourceType {
  return resourceType({
    type: 'AWS::CloudFront::OriginAccessControl',
    properties,
    inert: [],
    async create({ physicalName }) {
      controls.add(physicalName);
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
  });
}
