/** Mobile push by Amazon SNS platform endpoints: a wake-up that says nothing. */
import { CreatePlatformEndpointCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

export function pushBy(client: SNSClient) {
  return {
    /** The endpoint of a push token; the same one for the same token. */
    async endpointOf(application: string, token: string): Promise<string> {
      const { EndpointArn } = await client.send(
        new CreatePlatformEndpointCommand({ PlatformApplicationArn: application, Token: token }),
      );
      if (EndpointArn === undefined) throw new Error('Amazon SNS answered no endpoint');
      return EndpointArn;
    },

    async wake(endpoint: string): Promise<void> {
      await client.send(
        new PublishCommand({ TargetArn: endpoint, Message: JSON.stringify({ v: 1 }) }),
      );
    },
  };
}

export type Push = ReturnType<typeof pushBy>;
