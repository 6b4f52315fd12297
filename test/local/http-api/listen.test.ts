import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHttpApi, type HttpApiPart } from '#local/http-api/part.ts';
import { lambdaCloud } from '../lambda/lambda-cloud.ts';
import { temporaryFolder } from '../small-cloud.ts';

type Cloud = Awaited<ReturnType<typeof lambdaCloud>>;

const folder = temporaryFolder();
let cloud: Cloud;
const made: HttpApiPart[] = [];
beforeEach(async () => {
  cloud = await lambdaCloud(folder.path, {
    callers: (context, functions) => {
      const part = createHttpApi(context, { functions, port: 0 });
      made.push(part);
      return [part];
    },
  });
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

test('the first API has the address that was listened at before; others have their own', async () => {
  const [part] = made.splice(0);
  const early = await part?.listen();
  const before = await fetch(`${early}/`);
  const endpointOf = async (name: string) => {
    const { attributes } = await cloud.create('AWS::ApiGatewayV2::Api', name, {
      Name: name,
      ProtocolType: 'HTTP',
    });
    return attributes['ApiEndpoint'];
  };

  const [first, second] = [await endpointOf('First'), await endpointOf('Second')];
  await cloud.start();

  expect(before.status).toBe(503);
  expect(first).toBe(early);
  expect(second).not.toBe(early);
  expect((await fetch(`${early}/`)).status).toBe(404);
  expect(await part?.listen()).toBe(early);
});
