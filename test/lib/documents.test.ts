import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { PROBLEMS } from '#functions/http/problem.ts';
import { asyncApiDocument } from '#lib/asyncapi.ts';
import { openApiDocument } from '#lib/openapi.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../docs/${name}.json`, import.meta.url), 'utf8'));

const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.object({ person: z.array(z.string()) })),
  responses: z.record(z.string(), z.unknown()),
});
const OpenApi = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

describe('docs/openapi.json', () => {
  const document = openApiDocument(PROBLEMS);
  const operations = Object.entries(OpenApi.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      ...operation,
    })),
  );

  test('is what `npm run docs` writes', () => {
    expect(committed('openapi')).toEqual(document);
  });

  test('has the routes of the template, each with the token and scope that it wants', () => {
    const routes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      Properties['RouteKey'],
      Properties['AuthorizationType'] === 'JWT' ? anyOf(Properties['AuthorizationScopes']) : [],
    ]);

    expect(Object.fromEntries(operations.map(({ key, security }) => [key, security]))).toEqual(
      Object.fromEntries(routes),
    );
  });

  test('refers to nothing that it does not have', () => {
    expect(danglingIn(document)).toEqual([]);
  });
});

describe('docs/asyncapi.json', () => {
  const document = asyncApiDocument();
  const { channels, operations } = z
    .looseObject({
      channels: z.record(z.string(), z.looseObject({ address: z.string() })),
      operations: z.record(z.string(), z.looseObject({ action: z.enum(['send', 'receive']) })),
    })
    .parse(document);
  const addresses = (action: 'send' | 'receive') =>
    Object.entries(channels)
      .filter(([name]) => operations[name]?.action === action)
      .map(([, { address }]) => address)
      .toSorted();

  test('is what `npm run docs` writes', () => {
    expect(committed('asyncapi')).toEqual(document);
  });

  test('receives what the rules of the template hear', () => {
    const heard = resourcesOf(templates, 'AWS::IoT::TopicRule').map(({ Properties }) => {
      const { Sql } = z.object({ Sql: z.string() }).parse(Properties['TopicRulePayload']);
      return /FROM '([^']+)'/.exec(Sql)?.[1]?.replace('+', '{enrolmentId}');
    });

    expect(addresses('receive')).toEqual(heard.toSorted());
  });

  test('has a handset send and receive what its certificate allows it', () => {
    const [policy] = resourcesOf(templates, 'AWS::IoT::Policy');
    const allowed = (action: string) =>
      z
        .object({
          PolicyDocument: z.object({
            Statement: z.array(
              z.object({
                Action: z.string(),
                Resource: z.union([z.string(), z.array(z.string())]),
              }),
            ),
          }),
        })
        .parse(policy?.Properties)
        .PolicyDocument.Statement.filter(({ Action }) => Action === action)
        .flatMap(({ Resource }) => Resource)
        .map((arn) =>
          arn.replace(/^.*:topic(filter)?\//, '').replace(/\$\{[^}]+\}/, '{enrolmentId}'),
        )
        .toSorted();

    expect(allowed('iot:Publish')).toEqual(addresses('receive'));
    expect(allowed('iot:Subscribe')).toEqual(addresses('send'));
    expect(allowed('iot:Receive')).toEqual(addresses('send'));
  });

  test('refers to nothing that it does not have', () => {
    expect(danglingIn(document)).toEqual([]);
  });
});

/** The references of a document that lead nowhere in it. */
function danglingIn(document: object): string[] {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
  return references
    .map(([, path = '']) => path)
    .filter(
      (path) =>
        path
          .split('/')
          .reduce<unknown>(
            (inner, name) => new Map(Object.entries(Object(inner))).get(name),
            document,
          ) === undefined,
    );
}

/** The gateway lets in whoever has one of the scopes; of the alternatives in `security` one is enough. */
function anyOf(scopes: unknown): object[] {
  return z
    .array(z.string())
    .parse(scopes)
    .map((scope) => ({ person: [scope] }));
}
