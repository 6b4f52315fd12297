/** Things and certificates in AWS IoT: one thing an enrolment, one policy for all. */
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateThingCommand,
  DescribeEndpointCommand,
  type IoTClient,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';

export interface Certificate {
  readonly arn: string;
  readonly pem: string;
}

export function certificatesOf(
  client: IoTClient,
  { policy, caPem }: { policy: string; caPem: string },
) {
  let endpoint: Promise<string> | undefined;

  const describeEndpoint = async () => {
    const { endpointAddress } = await client.send(
      new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }),
    );
    if (endpointAddress === undefined) throw new Error('AWS IoT answered no endpoint');
    return endpointAddress;
  };

  return {
    /** PEM of the authority behind the MQTT endpoint. */
    caPem,

    /** Host, with a port where it is not 8883. Asked for once; a failure is not remembered. */
    endpoint(): Promise<string> {
      endpoint ??= describeEndpoint().catch((error: unknown) => {
        endpoint = undefined;
        throw error;
      });
      return endpoint;
    },

    /** Makes sure of the thing, and a certificate for the request's key that may act as it. */
    async issue(enrolmentId: string, csr: string): Promise<Certificate> {
      await client.send(new CreateThingCommand({ thingName: enrolmentId }));
      const { certificateArn, certificatePem } = await client.send(
        new CreateCertificateFromCsrCommand({ certificateSigningRequest: csr, setAsActive: true }),
      );
      if (certificateArn === undefined || certificatePem === undefined)
        throw new Error('AWS IoT answered no certificate');
      await client.send(
        new AttachThingPrincipalCommand({ thingName: enrolmentId, principal: certificateArn }),
      );
      await client.send(new AttachPolicyCommand({ policyName: policy, target: certificateArn }));
      return { arn: certificateArn, pem: certificatePem };
    },

    revoke: revocation(client),
  };
}

export type Certificates = ReturnType<typeof certificatesOf>;

/** Ends a certificate for good; its holder is cut off. */
export const revocation =
  (client: IoTClient) =>
  async (certificateArn: string): Promise<void> => {
    const certificateId = certificateIdIn(certificateArn);
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }));
  };

/** The id that `principal()` of a topic rule answers for connections made with the certificate. */
export const certificateIdIn = (certificateArn: string): string =>
  certificateArn.slice(certificateArn.lastIndexOf('/') + 1);
