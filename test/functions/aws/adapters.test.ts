import { createHash, createPublicKey } from 'node:crypto';
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateThingCommand,
  DescribeEndpointCommand,
  IoTClient,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { IoTDataPlaneClient, PublishCommand as MqttPublish } from '@aws-sdk/client-iot-data-plane';
import {
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { CreatePlatformEndpointCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { compactVerify, importJWK } from 'jose';
import { compactJws } from '#domain/protocol/command.ts';
import { thumbprint } from '#domain/protocol/signature.ts';
import { certificatesOf } from '#functions/aws/certificates.ts';
import { gatewayBy } from '#functions/aws/gateway.ts';
import { handsetTopics } from '#functions/aws/handset-topics.ts';
import { macKey } from '#functions/aws/mac-key.ts';
import { mailBy } from '#functions/aws/mail.ts';
import { pushBy } from '#functions/aws/push.ts';
import { signingKey } from '#functions/aws/signing-key.ts';
import { smsBy } from '#functions/aws/sms.ts';
import { announcementsTo } from '#functions/messages/announcement.ts';
import { ENROLMENT_ID } from '#test/domain/builders.ts';
import { aKey, signInDer } from '#test/domain/protocol/keys.ts';

describe('certificates', () => {
  const aws = () => {
    const client = mockClient(IoTClient);
    client.on(CreateThingCommand).resolves({});
    client.on(CreateCertificateFromCsrCommand).resolves({
      certificateArn: 'arn:aws:iot:region:0:cert/abc',
      certificatePem: 'pem',
    });
    const certificates = certificatesOf(new IoTClient({}), { policy: 'Handset', caPem: 'ca' });
    return { client, certificates };
  };

  test('are issued to a thing named by the enrolment, and usable only once all is attached', async () => {
    const { client, certificates } = aws();

    expect(await certificates.issue(ENROLMENT_ID, 'csr')).toEqual({
      arn: 'arn:aws:iot:region:0:cert/abc',
      pem: 'pem',
    });

    const principal = 'arn:aws:iot:region:0:cert/abc';
    expect(client.calls().map(({ args: [{ input }] }) => input)).toEqual([
      { thingName: ENROLMENT_ID },
      { certificateSigningRequest: 'csr', setAsActive: true },
      { thingName: ENROLMENT_ID, principal },
      { policyName: 'Handset', target: principal },
    ]);
    expect(client.commandCalls(AttachThingPrincipalCommand)).toHaveLength(1);
    expect(client.commandCalls(AttachPolicyCommand)).toHaveLength(1);
  });

  test('that AWS does not answer with are an error', async () => {
    const { client, certificates } = aws();
    client.on(CreateCertificateFromCsrCommand).resolves({});

    await expect(certificates.issue(ENROLMENT_ID, 'csr')).rejects.toThrow('no certificate');
  });

  test('are revoked by their id', async () => {
    const { client, certificates } = aws();

    await certificates.revoke('arn:aws:iot:region:0:cert/abc');

    const [call] = client.commandCalls(UpdateCertificateCommand);
    expect(call?.args[0].input).toEqual({ certificateId: 'abc', newStatus: 'REVOKED' });
  });

  test('come with an endpoint that is asked for once, and again after a failure', async () => {
    const { client, certificates } = aws();
    client
      .on(DescribeEndpointCommand)
      .rejectsOnce(new Error('throttled'))
      .resolves({ endpointAddress: 'mqtt.example.com' });

    await expect(certificates.endpoint()).rejects.toThrow('throttled');
    expect(await certificates.endpoint()).toBe('mqtt.example.com');
    await certificates.endpoint();

    expect(client.commandCalls(DescribeEndpointCommand)).toHaveLength(2);
    expect(client.commandCalls(DescribeEndpointCommand)[0]?.args[0].input).toEqual({
      endpointType: 'iot:Data-ATS',
    });
  });
});

describe('what is published to a handset', () => {
  const topics = async (publish: (to: ReturnType<typeof handsetTopics>) => Promise<void>) => {
    const client = mockClient(IoTDataPlaneClient);
    await publish(handsetTopics(new IoTDataPlaneClient({})));
    return client.commandCalls(MqttPublish)[0]?.args[0].input;
  };

  test('goes to its own topic, at least once, and is never retained', async () => {
    const notice = await topics((to) => to.notice(ENROLMENT_ID));
    const answer = await topics((to) => to.answer(ENROLMENT_ID, { v: 1, nothing: 'n' }));

    expect(notice).toEqual({
      topic: `handsets/${ENROLMENT_ID}/notice`,
      qos: 1,
      payload: '{"v":1}',
    });
    expect(answer).toEqual({
      topic: `handsets/${ENROLMENT_ID}/command`,
      qos: 1,
      payload: '{"v":1,"nothing":"n"}',
    });
  });
});

describe('messages to people', () => {
  test('go by SMS to a number, and by no topic', async () => {
    const client = mockClient(SNSClient);

    await smsBy(new SNSClient({})).send('+819012345678', 'words');

    const [call] = client.commandCalls(PublishCommand);
    expect(call?.args[0].input).toEqual({ PhoneNumber: '+819012345678', Message: 'words' });
  });

  test('go by mail in UTF-8', async () => {
    const client = mockClient(SESv2Client);

    await mailBy(new SESv2Client({}), 'wipe@example.com').send('to@example.com', {
      subject: '件名',
      text: '本文',
    });

    const [call] = client.commandCalls(SendEmailCommand);
    expect(call?.args[0].input).toEqual({
      FromEmailAddress: 'wipe@example.com',
      Destination: { ToAddresses: ['to@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: '件名', Charset: 'UTF-8' },
          Body: { Text: { Data: '本文', Charset: 'UTF-8' } },
        },
      },
    });
  });

  test('go to the carrier’s gateway ready to send, told apart by an attribute', async () => {
    const client = mockClient(SNSClient);
    const gateway = gatewayBy(new SNSClient({}), 'arn:gateway');

    await gateway.mail.send('to@example.com', { subject: '件名', text: '本文' }, 'a key');
    await gateway.sms.send('+819012345678', '本文', 'other key');

    const inputs = client.commandCalls(PublishCommand).map(({ args }) => args[0].input);
    expect(inputs).toEqual([
      {
        TopicArn: 'arn:gateway',
        Message: JSON.stringify({
          v: 1,
          kind: 'mail',
          key: 'a key',
          address: 'to@example.com',
          subject: '件名',
          text: '本文',
        }),
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'mail' },
          key: { DataType: 'String', StringValue: 'a key' },
        },
      },
      {
        TopicArn: 'arn:gateway',
        Message: JSON.stringify({
          v: 1,
          kind: 'sms',
          key: 'other key',
          address: '+819012345678',
          text: '本文',
        }),
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'sms' },
          key: { DataType: 'String', StringValue: 'other key' },
        },
      },
    ]);
  });

  test('are announced on a topic by ids alone', async () => {
    const client = mockClient(SNSClient);
    const enrolled = { v: 1, about: 'enrolment', event: 'enrolled', lineId: 'l', enrolmentId: 'e' };

    await announcementsTo(new SNSClient({}), 'arn:topic').publish({
      v: 1,
      about: 'enrolment',
      event: 'enrolled',
      lineId: 'l',
      enrolmentId: 'e',
    });

    const { TopicArn, Message } = client.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
    expect(TopicArn).toBe('arn:topic');
    expect(JSON.parse(Message ?? '')).toEqual(enrolled);
  });
});

describe('push', () => {
  test('has an endpoint for a token, and says nothing when it wakes', async () => {
    const client = mockClient(SNSClient);
    client.on(CreatePlatformEndpointCommand).resolves({ EndpointArn: 'endpoint' });
    const push = pushBy(new SNSClient({}));

    expect(await push.endpointOf('application', 'token')).toBe('endpoint');
    await push.wake('endpoint');

    const [call] = client.commandCalls(PublishCommand);
    expect(call?.args[0].input).toEqual({ TargetArn: 'endpoint', Message: '{"v":1}' });
  });

  test('without an endpoint is an error', async () => {
    mockClient(SNSClient).on(CreatePlatformEndpointCommand).resolves({});

    await expect(pushBy(new SNSClient({})).endpointOf('application', 'token')).rejects.toThrow(
      'no endpoint',
    );
  });
});

describe('a MAC key', () => {
  test('answers what KMS makes of the text', async () => {
    const client = mockClient(KMSClient);
    client.on(GenerateMacCommand).resolves({ Mac: Buffer.from('a code') });

    expect(String(await macKey(new KMSClient({}), 'key').mac('text'))).toBe('a code');
    expect(client.commandCalls(GenerateMacCommand)[0]?.args[0].input).toEqual({
      KeyId: 'key',
      Message: Buffer.from('text'),
      MacAlgorithm: 'HMAC_SHA_256',
    });
  });

  test('without an answer is an error', async () => {
    mockClient(KMSClient).on(GenerateMacCommand).resolves({});

    await expect(macKey(new KMSClient({}), 'key').mac('text')).rejects.toThrow('no code');
  });
});

describe('a signing key', () => {
  const key = aKey();
  const PublicKey = createPublicKey(key.keyObject).export({ type: 'spki', format: 'der' });
  /** What is being signed; KMS is given only its digest. */
  let signing = '';
  const aws = () => {
    const client = mockClient(KMSClient);
    client.on(GetPublicKeyCommand).resolves({ PublicKey });
    client.on(SignCommand).callsFake(({ Message }: { Message: Uint8Array }) => {
      expect(Buffer.from(Message)).toEqual(createHash('sha256').update(signing).digest());
      return { Signature: signInDer(signing, key) };
    });
    return { client, signer: signingKey(new KMSClient({}), 'key-1') };
  };

  test('is named by its thumbprint, and asked for once', async () => {
    const { client, signer } = aws();

    expect(await signer.named()).toEqual({ kid: await thumbprint(key.jwk), jwk: key.publicJwk });
    await signer.named();

    expect(client.commandCalls(GetPublicKeyCommand)).toHaveLength(1);
  });

  test('is asked for again after a failure', async () => {
    const { client, signer } = aws();
    client.on(GetPublicKeyCommand).rejectsOnce(new Error('throttled')).resolves({ PublicKey });

    await expect(signer.named()).rejects.toThrow('throttled');
    expect(await signer.named()).toMatchObject({ jwk: key.publicJwk });
  });

  test('signs what JOSE verifies, by digest', async () => {
    const { client, signer } = aws();
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    signing = `${encode({ alg: 'ES256' })}.${encode({ said: 'x'.repeat(5000) })}`;

    const jws = compactJws(signing, await signer.sign(signing));

    await compactVerify(jws, await importJWK(key.publicJwk, 'ES256'));
    const [call] = client.commandCalls(SignCommand);
    expect(call?.args[0].input).toMatchObject({
      KeyId: 'key-1',
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
  });
});
