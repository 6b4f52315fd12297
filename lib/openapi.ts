/** The HTTP API as an OpenAPI 3.1 document, made from the routes that the template is made from. */
import * as z from 'zod';
import { KINDS } from '#catalogue/model.ts';
import * as answers from '#functions/contract/bodies.ts';
import * as dispatchAnswers from '#functions/contract/dispatch-bodies.ts';
import * as dispatchRequests from '#functions/contract/dispatch-requests.ts';
import * as opsAnswers from '#functions/contract/ops-bodies.ts';
import * as opsRequests from '#functions/contract/ops-requests.ts';
import * as requests from '#functions/contract/requests.ts';
import { ROLES, scopeOf, TWO_FACTOR_ROLES } from '#functions/contract/roles.ts';
import { ROUTES, type Route } from '#functions/contract/routes.ts';

const BODIES = Object.entries({
  ...requests,
  ...answers,
  ...dispatchRequests,
  ...dispatchAnswers,
  ...opsRequests,
  ...opsAnswers,
});

/** Problem code → HTTP status and title. */
export type Problems = Readonly<Record<string, readonly [number, string]>>;

const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const NAMES = new Map<unknown, string>(BODIES.map(([name, schema]) => [schema, name]));

/** @throws Error for a schema or a problem that nobody declared. */
export function openApiDocument(problems: Problems): object {
  const paths = Map.groupBy(ROUTES, ({ path }) => path);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Remote wipe',
      version: '1',
      description:
        'For subscribers, with an access token of the deployment’s issuer, and for their handsets, whose bodies prove themselves. The list of models is for anyone. Problems are RFC 9457 with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '{apiUrl}', variables: { apiUrl: { default: 'https://api.example.com' } } }],
    paths: Object.fromEntries(
      [...paths].map(([path, routes]) => [
        path,
        Object.fromEntries(
          routes.map((route) => [route.method.toLowerCase(), operation(route, problems)]),
        ),
      ]),
    ),
    components: {
      schemas: schemas(),
      securitySchemes: {
        person: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `Access token (no ID token) of the deployment's issuer, with a scope that the route names: ${ROLES.map(scopeOf).join(', ')}. Without one the gateway itself answers 401, without the scope 403, with a \`message\` and no problem`,
        },
      },
    },
  };
}

function schemas() {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of BODIES) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    // Answers may grow members: what is said is what a client may count on.
    io: 'input',
    uri: (id) => schemaRef(id).$ref,
    override: ({ jsonSchema }) => {
      // TypeScript's `readonly` is no statement about the API.
      delete jsonSchema.readOnly;
      // `format` says it already, and nobody can read the other.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [
      name,
      schema,
    ]),
  );
}

function operation(route: Route, problems: Problems) {
  return {
    operationId: route.operation ?? route.function,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    // One of the scopes is enough, so each is a requirement of its own.
    security:
      route.caller === 'person' ? route.roles.map((role) => ({ person: [scopeOf(role)] })) : [],
    parameters: parameters(route),
    ...(route.request && {
      requestBody: {
        required: !route.bodyIsOptional,
        content: json(nameOf(route.request)),
      },
    }),
    responses: { ...success(route), ...failures(route, problems) },
  };
}

function nameOf(schema: unknown): string {
  const name = NAMES.get(schema);
  if (name === undefined)
    throw new Error('a route uses a schema that neither requests.ts nor bodies.ts exports');
  return name;
}

const json = (name: string) => ({ 'application/json': { schema: schemaRef(name) } });

const FOLDED = 'Case, width, blanks and dashes make no difference';
const NAMED = { type: 'string', minLength: 1, maxLength: 128 };
const SEARCHED = { type: 'string', minLength: 1, maxLength: 60 };

/** What is said of each parameter and header, by its name in the contract. */
const SAID: Readonly<Record<string, { description: string; required?: true; schema?: object }>> = {
  lineId: { description: 'The line' },
  wipeId: { description: 'The wipe: its enrolment, a dot, its attempt' },
  enrolmentId: { description: 'The enrolment: the RFC 7638 thumbprint of its key' },
  person: { description: 'The person of the clerk' },
  known: {
    description: 'A place in the journal as the log has it, number and hash parted by a dot',
    schema: { type: 'string', pattern: '^[1-9][0-9]{0,9}\\.[A-Za-z0-9_-]{43}$' },
  },
  after: { description: '`next` of the page before' },
  clerk: { description: 'The clerk who is this person', schema: NAMED },
  shop: { description: 'This shop', schema: NAMED },
  account: { description: 'Counts for this account', schema: NAMED },
  operator: { description: 'Counts for this person of operations', schema: NAMED },
  show: {
    description: 'Which approvals',
    schema: { type: 'string', enum: ['to-decide', 'decided', 'mine'], default: 'to-decide' },
  },
  name: { description: `A part of the name. ${FOLDED}`, schema: SEARCHED },
  code: { description: `A part of the model code. ${FOLDED}`, schema: SEARCHED },
  maker: {
    description: `A part of a name of the maker's, Japanese ones too. ${FOLDED}`,
    schema: SEARCHED,
  },
  kind: { description: 'The kind of device', schema: { type: 'string', enum: KINDS } },
  state: { description: 'One state, or several parted by commas' },
  model: { description: 'The model code, exactly' },
  channel: {
    description: 'How it was asked for',
    schema: { type: 'string', enum: ['web', 'shop'] },
  },
  line: { description: 'The line by its id, whoever owned it. A phone number is refused' },
  wipe: { description: 'The wipe itself' },
  from: { description: 'Asked for then or later', schema: { type: 'string', format: 'date-time' } },
  to: { description: 'Asked for then or earlier', schema: { type: 'string', format: 'date-time' } },
  stuck: { description: 'Only what does not get on', schema: { type: 'string', enum: ['true'] } },
  limit: {
    description: 'The most wipes on the page',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
  run: {
    description: 'Number of the run, from 1 on',
    schema: { type: 'integer', minimum: 1, maximum: 999_999 },
  },
  'Idempotency-Key': {
    description: 'Names the request, so that sending it again asks for nothing new',
    required: true,
    schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
  },
  'If-None-Match': { description: '`ETag` of the last answer' },
  'Cache-Control': { description: 'How long caches may keep it' },
  ETag: { description: 'Changes with the answer' },
  Location: { description: 'Address of the wipe' },
  'Retry-After': { description: 'Seconds after which asking again makes sense' },
};

function said(name: string) {
  const about = SAID[name];
  if (about === undefined) throw new Error(`nothing is said of ${name}`);
  return { schema: { type: 'string' }, ...about };
}

function parameters({ path, headers = [], query = [] }: Route) {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  return [
    ...inPath.map((name) => ({ name, in: 'path', ...said(name), required: true })),
    ...query.map((name) => ({ name, in: 'query', ...said(name) })),
    ...headers.map((name) => ({ name, in: 'header', ...said(name) })),
  ];
}

function success({ answer, headers: asked = [] }: Route) {
  const headers = answer.headers && {
    headers: Object.fromEntries(answer.headers.map((name) => [name, said(name)])),
  };
  return {
    [answer.status]: {
      description: answer.status === 202 ? 'Accepted' : 'Done',
      ...headers,
      content: json(nameOf(answer.schema)),
    },
    ...(asked.includes('If-None-Match') && { 304: { description: 'Unchanged', ...headers } }),
  };
}

/** One response a status, with the codes that come with it. */
function failures(route: Route, problems: Problems) {
  const statuses = Map.groupBy(codesOf(route), (code) => {
    const known = problems[code];
    if (known === undefined) throw new Error(`nobody knows the problem ${code}`);
    return known[0];
  });
  return {
    ...Object.fromEntries(
      [...statuses].map(([status, codes]) => [
        status,
        {
          description: codes.map((code) => `\`${code}\`: ${problems[code]?.[1]}`).join('. '),
          content: {
            'application/problem+json': {
              schema: {
                allOf: [schemaRef('Problem'), { properties: { code: { enum: codes } } }],
              },
            },
          },
        },
      ]),
    ),
    // The gateway's own, which is no problem of ours, unless the route has one too.
    ...(!statuses.has(429) && { 429: { description: 'Too many requests' } }),
  };
}

/** Codes of the problems that a route may answer, those of every route too. */
export function codesOf(route: Route): string[] {
  const { request, problems } = route;
  return [
    ...(request ? ['body-malformed'] : []),
    ...(route.caller === 'person' ? ['not-signed-in', 'not-allowed'] : []),
    ...(route.caller === 'person' &&
    (route.stepUp || route.roles.some((role) => TWO_FACTOR_ROLES.includes(role)))
      ? ['step-up-required']
      : []),
    ...problems,
    'edge-only',
    'body-too-large',
    'internal',
    'busy',
  ];
}
