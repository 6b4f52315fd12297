/** One change to a request at a time, drawn from a seed. Each tells whether the request still means what it meant. */
import type { Chance } from '../chance.ts';
import {
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_SEGMENTS,
  HOSTILE_VALUES,
  ODD_HEADERS,
} from './hostile.ts';
import type { ApiOperation } from './operations.ts';
import type { Draft } from './request.ts';
import { brokenToken } from './tokens.ts';

export interface Setting {
  readonly operation: ApiOperation;
  readonly chance: Chance;
  /** Values of the ids in paths that are somebody else's. */
  readonly foreignIds: readonly string[];
}

type Mutation = (draft: Draft, setting: Setting) => Draft;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TYPES = [
  ...['', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'json', '*/*'],
  ...['multipart/form-data; boundary=x', 'application/problem+json', 'application/json/x', ';'],
];
/** The same type in other words. */
const SAME_TYPES = ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json ;x=y'];

const set = (draft: Draft, name: string, value: string | undefined): Draft => {
  const { [name]: _before, ...others } = draft.headers;
  return { ...draft, headers: value === undefined ? others : { ...others, [name]: value } };
};
const broken = (draft: Draft, isBroken = true): Draft => ({
  ...draft,
  isSound: draft.isSound && !isBroken,
});

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  method: (draft, { chance }) => {
    const method = chance.pick(METHODS);
    return broken({ ...draft, method }, method !== draft.method);
  },

  token: (draft, { operation, chance }) => {
    const authorization = brokenToken(draft.headers['authorization'], chance);
    const changed = set(draft, 'authorization', authorization);
    return { ...broken(changed, operation.isSecured), hasToken: false };
  },

  'content-type': (draft, { operation, chance }) => {
    const same = chance.percent(25);
    const type = chance.pick(same ? SAME_TYPES : TYPES);
    return broken(set(draft, 'content-type', type), !same && operation.body !== 'none');
  },

  member: (draft, { operation, chance }) => {
    const members = membersOf(draft);
    const names = Object.keys(members);
    if (names.length === 0) return draft;
    const name = chance.pick(names);
    const value = chance.pick(HOSTILE_VALUES);
    if (members[name] === value) return draft;
    return broken(withMembers(draft, { ...members, [name]: value }), operation.body !== 'none');
  },

  'member-gone': (draft, { operation, chance }) => {
    const members = membersOf(draft);
    const names = Object.keys(members);
    if (names.length === 0) return draft;
    const { [chance.pick(names)]: _gone, ...others } = members;
    return broken(withMembers(draft, others), operation.body !== 'none');
  },

  'member-more': (draft, { operation, chance }) => {
    const name = chance.pick([
      '__proto__',
      'constructor',
      'toString',
      '',
      'admin',
      '\u0000',
      'Number',
    ]);
    const members = Object.entries(membersOf(draft)).map(pairOf);
    const body = `{${[...members, pairOf([name, chance.pick(HOSTILE_VALUES)])].join()}}`;
    return broken({ ...draft, body }, operation.body !== 'none');
  },

  /** RFC 8259 section 4 leaves to the reader which of them counts: here the last one does, and it is hostile. */
  'member-twice': (draft, { operation, chance }) => {
    const members = Object.entries(membersOf(draft));
    if (members.length === 0) return draft;
    const [name, value] = chance.pick(members);
    const again = chance.pick(HOSTILE_VALUES);
    const body = `{${[...members.map(pairOf), pairOf([name, again])].join()}}`;
    return broken({ ...draft, body }, operation.body !== 'none' && again !== value);
  },

  characters: (draft, { operation, chance }) => {
    if (typeof draft.body !== 'string' || draft.body === '') return draft;
    const at = chance.between(0, draft.body.length - 1);
    const put = chance.pick(['', '\u0000', '\\', '"', '{', ']', '\u{1f4a9}', '\ufeff', 'é']);
    const body = draft.body.slice(0, at) + put + draft.body.slice(at + 1);
    return broken({ ...draft, body }, operation.body !== 'none');
  },

  body: (draft, { operation, chance }) => {
    const body = chance.pick(HOSTILE_BODIES);
    const isNone = body.length === 0 && operation.body === 'optional';
    return broken({ ...draft, body }, operation.body !== 'none' && !isNone);
  },

  segment: (draft, { chance, foreignIds }) => {
    const [path = '', query] = draft.path.split('?');
    const segments = path.split('/');
    const at = chance.between(1, segments.length - 1);
    const put = chance.pick(chance.percent(30) ? foreignIds : HOSTILE_SEGMENTS);
    const changed = segments.with(at, put).join('/');
    return broken({ ...draft, path: query === undefined ? changed : `${changed}?${query}` });
  },

  path: (draft, { chance }) => {
    const [path = ''] = draft.path.split('?');
    const odd = [
      `/${path}`,
      `${path}/`,
      `${path}/x`,
      `/x/..${path}`,
      `/.${path}`,
      path.toUpperCase(),
    ];
    return broken({
      ...draft,
      path: chance.pick([...odd, `${path}%20`, `${path}.json`, '/', '/v1']),
    });
  },

  query: (draft, { operation, chance }) => {
    const names = [...operation.query, 'a', '__proto__', 'lineId', 'account', 'token', '%00', ''];
    const count = chance.pick([1, 1, 2, 40]);
    const pairs = Array.from({ length: count }, () => {
      const value = chance.pick([...HOSTILE_SEGMENTS, '', '&', '=', '%26', '+']);
      return `${chance.pick(names)}=${value}`;
    });
    const more = pairs.join('&').replaceAll('#', '%23');
    // Only documented parameters mean anything, and none of them is where something is changed.
    return { ...draft, path: `${draft.path}${draft.path.includes('?') ? '&' : '?'}${more}` };
  },

  header: (draft, { chance }) => {
    const names = Object.keys(draft.headers).filter(
      (name) => name !== 'authorization' && name !== 'content-type',
    );
    if (names.length === 0) return draft;
    const name = chance.pick(names);
    const value = chance.pick(HOSTILE_HEADERS);
    // Any other key names another request, rightly.
    const isBroken = name === 'idempotency-key' && !/^[\x21-\x7e]{8,128}$/.test(value);
    return broken(set(draft, name, value), isBroken);
  },

  'header-more': (draft, { chance }) => set(draft, ...chance.pick(ODD_HEADERS)),

  'header-huge': (draft, { chance }) =>
    set(draft, 'x-huge', 'a'.repeat(chance.pick([9_000, 20_000]))),

  host: (draft, { chance }) =>
    set(draft, 'host', chance.pick(['example.com', 'localhost:1', '[::1]', '127.0.0.1:1'])),
};

const NAMES = Object.keys(MUTATIONS);

/** The request after one to three changes, or, once in a while, none. */
export function mutated(draft: Draft, setting: Setting): Draft {
  const count = setting.chance.weighted({ 0: 2, 1: 60, 2: 25, 3: 13 });
  let changed = draft;
  for (let n = 0; n < Number(count); n += 1) {
    const name = setting.chance.pick(NAMES);
    const next = MUTATIONS[name]?.(changed, setting) ?? changed;
    if (next !== changed) changed = { ...next, mutations: [...changed.mutations, name] };
  }
  return changed;
}

/** The members of a body that is a JSON object, each with its value as JSON. */
function membersOf({ body }: Draft): Record<string, string> {
  if (typeof body !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
    return Object.fromEntries(
      Object.entries(parsed).map(([name, value]) => [name, JSON.stringify(value)]),
    );
  } catch {
    return {};
  }
}

const pairOf = ([name, value]: readonly [string, string]) => `${JSON.stringify(name)}:${value}`;

const withMembers = (draft: Draft, members: Record<string, string>): Draft => ({
  ...draft,
  body: `{${Object.entries(members).map(pairOf).join()}}`,
});
