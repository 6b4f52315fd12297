/** The operations of the API, as its OpenAPI document tells them. */
import * as z from 'zod';
import { ROLES, type Role, scopeOf } from '#functions/contract/roles.ts';
import { PROBLEMS } from '#functions/http/problem.ts';
import { openApiDocument } from '#lib/openapi.ts';

const CodeSchema = z.looseObject({
  allOf: z.tuple([
    z.unknown(),
    z.looseObject({
      properties: z.looseObject({ code: z.looseObject({ enum: z.array(z.string()) }) }),
    }),
  ]),
});
const Response = z.looseObject({
  content: z
    .looseObject({ 'application/problem+json': z.looseObject({ schema: CodeSchema }).optional() })
    .optional(),
});
const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.looseObject({ person: z.array(z.string()) })),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']) })),
  requestBody: z.looseObject({ required: z.boolean() }).optional(),
  responses: z.record(z.string(), Response),
});
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

export interface ApiOperation {
  readonly id: string;
  readonly method: string;
  /** `/v1/lines/{lineId}` */
  readonly path: string;
  /** Whether it asks for a person's access token. */
  readonly isSecured: boolean;
  /** Whose token it takes; none where it asks for no token. */
  readonly roles: readonly Role[];
  readonly body: 'none' | 'optional' | 'required';
  readonly query: readonly string[];
  /** The status of its success. */
  readonly success: number;
  /** Its problems, `404 line-not-found`. */
  readonly problems: ReadonlySet<string>;
}

/** All of them, in the document's order. */
export function apiOperations(): ApiOperation[] {
  const { paths } = Document.parse(openApiDocument(PROBLEMS));
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      isSecured: operation.security.length > 0,
      roles: rolesOf(operation),
      body: bodyOf(operation),
      query: operation.parameters.flatMap(({ name, in: place }) => (place === 'query' ? name : [])),
      success: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
      problems: problemsOf(operation),
    })),
  );
}

function rolesOf({ security }: z.infer<typeof Operation>): Role[] {
  const scopes = security.flatMap(({ person }) => person);
  return ROLES.filter((role) => scopes.includes(scopeOf(role)));
}

function bodyOf({ requestBody }: z.infer<typeof Operation>): ApiOperation['body'] {
  if (requestBody === undefined) return 'none';
  return requestBody.required ? 'required' : 'optional';
}

function problemsOf({ responses }: z.infer<typeof Operation>): Set<string> {
  const all = Object.entries(responses).flatMap(([status, { content }]) => {
    const [, said] = content?.['application/problem+json']?.schema.allOf ?? [];
    return (said?.properties.code.enum ?? []).map((code) => `${status} ${code}`);
  });
  return new Set(all);
}
