/** One change to a request at a time, drawn from a seed. */
import type { Chance } from '../chance.ts';
import {
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_SEGMENTS,
  HOSTILE_VALUES,
  ODD_HEADERS,
} from './hostile.ts';
import type { ApiOperation } from './operations.ts';
import { type Draft, type FuzzRequest, parsedJson } from './request.ts';
import { brokenToken } from './tokens.ts';

export interface Setting {
  readonly operation: ApiOperation;
  readonly chance: Chance;
  /** Values of the ids in paths that are somebody else's. */
  readonly foreignIds: readonly string[];
  /** Tokens of people whom the route is not for, made by the issuer. */
  readonly otherTokens: readonly string[];
}

type Mutation = (draft: FuzzRequest, setting: Setting) => FuzzRequest;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TYPES = [
  ...['', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'json', '*/*'],
  ...['multipart/form-data; boundary=x', 'application/problem+json', 'application/json/x', ';'],
];
const ODD_NAMES = ['__proto__', 'constructor', 'toString', '', 'admin', '\u0000', 'Number'];
/** Headers that have mutations of their own. */
const OTHERS_DO = ['authorization', 'content-type', 'host', 'x-huge'];
/** The same type in other words. */
const SAME_TYPES = ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json ;x=y'];

const set = (draft: FuzzRequest, name: string, value: string | undefined): FuzzRequest => {
  const { [name]: _before, ...others } = draft.headers;
  return { ...draft, headers: value === undefined ? others : { ...others, [name]: value } };
};
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  method: (draft, { chance }) => ({ ...draft, method: chance.pick(METHODS) }),

  token: (draft, { chance, otherTokens }) =>
    otherTokens.length > 0 && chance.percent(25)
      ? set(draft, 'authorization', `Bearer ${chance.pick(otherTokens)}`)
      : set(draft, 'authorization', brokenToken(draft.headers['authorization'], chance)),

  'content-type': (draft, { chance }) =>
    set(draft, 'content-type', chance.pick(chance.percent(25) ? SAME_TYPES : TYPES)),

  member: (draft, { chance }) => {
    const members = membersOf(draft);
    if (members.length === 0) return draft;
    const at = chance.between(0, members.length - 1);
    const [name = ''] = members[at] ?? [];
    return withMembers(draft, members.with(at, [name, chance.pick(HOSTILE_VALUES)]));
  },

  'member-gone': (draft, { chance }) => {
    const members = membersOf(draft);
    if (members.length === 0) return draft;
    return withMembers(draft, members.toSpliced(chance.between(0, members.length - 1), 1));
  },

  'member-more': (draft, { chance }) =>
    withMembers(draft, [
      ...membersOf(draft),
      [chance.pick(ODD_NAMES), chance.pick(HOSTILE_VALUES)],
    ]),

  /** RFC 8259 section 4 leaves to the reader which of them counts. */
  'member-twice': (draft, { chance }) => {
    const members = membersOf(draft);
    if (members.length === 0) return draft;
    const [name] = chance.pick(members);
    const again: Member = [name, chance.pick(HOSTILE_VALUES)];
    return withMembers(draft, chance.percent(50) ? [...members, again] : [again, ...members]);
  },

  characters: (draft, { chance }) => {
    if (typeof draft.body !== 'string' || draft.body === '') return draft;
    const at = chance.between(0, draft.body.length - 1);
    const put = chance.pick(['', '\u0000', '\\', '"', '{', ']', '\u{1f4a9}', '\ufeff', 'é']);
    return { ...draft, body: draft.body.slice(0, at) + put + draft.body.slice(at + 1) };
  },

  body: (draft, { chance }) => ({ ...draft, body: chance.pick(HOSTILE_BODIES) }),

  segment: (draft, { chance, foreignIds }) => {
    const [path = '', ...query] = draft.path.split('?');
    const segments = path.split('/');
    const at = chance.between(1, segments.length - 1);
    const put = chance.pick(chance.percent(30) ? foreignIds : HOSTILE_SEGMENTS);
    return { ...draft, path: [segments.with(at, put).join('/'), ...query].join('?') };
  },

  path: (draft, { chance }) => {
    const [path = ''] = draft.path.split('?');
    const around = [`/${path}`, `${path}/`, `${path}/x`, `/x/..${path}`, `/.${path}`];
    const odd = [path.toUpperCase(), `${path}%20`, `${path}.json`, '/', '/v1'];
    return { ...draft, path: chance.pick([...around, ...odd]) };
  },

  query: (draft, { operation, chance }) => {
    const names = [...operation.query, 'a', '__proto__', 'lineId', 'account', 'token', '%00', ''];
    const pairs = Array.from({ length: chance.pick([1, 1, 2, 40]) }, () => {
      const value = chance.pick([...HOSTILE_SEGMENTS, '', '&', '=', '%26', '+']);
      return `${chance.pick(names)}=${value}`;
    });
    const joint = draft.path.includes('?') ? '&' : '?';
    return { ...draft, path: `${draft.path}${joint}${pairs.join('&')}` };
  },

  header: (draft, { chance }) => {
    const names = Object.keys(draft.headers).filter((name) => !OTHERS_DO.includes(name));
    if (names.length === 0) return draft;
    return set(draft, chance.pick(names), chance.pick(HOSTILE_HEADERS));
  },

  'header-more': (draft, { chance }) => set(draft, ...chance.pick(ODD_HEADERS)),

  'header-huge': (draft, { chance }) =>
    set(draft, 'x-huge', 'a'.repeat(chance.pick([9_000, 20_000]))),

  host: (draft, { chance }) =>
    set(draft, 'host', chance.pick(['example.com', 'localhost:1', '[::1]', '127.0.0.1:1'])),
};

/** What a reader of the path and the token has to refuse comes as often as all that it has to bear. */
const OF_THE_DOOR = ['method', 'token', 'segment', 'path'];
const OF_BODIES = [
  'content-type',
  'member',
  'member-gone',
  'member-more',
  'member-twice',
  'characters',
];
const NAMES = Object.keys(MUTATIONS);
const NAMES_WITHOUT_BODY = [
  ...NAMES.filter((name) => !OF_BODIES.includes(name)),
  ...OF_THE_DOOR,
  ...OF_THE_DOOR,
];

/** The request after one to three changes, or, once in a while, none. */
export function mutated(sound: FuzzRequest, setting: Setting): Draft {
  const count = Number(setting.chance.weighted({ 0: 2, 1: 60, 2: 25, 3: 13 }));
  const names = setting.operation.body === 'none' ? NAMES_WITHOUT_BODY : NAMES;
  const mutations = Array.from({ length: count }, () => setting.chance.pick(names));
  const request = mutations.reduce(
    (draft, name) => MUTATIONS[name]?.(draft, setting) ?? draft,
    sound,
  );
  return { ...request, mutations };
}

type Member = readonly [name: string, json: string];

/** The members of a body that is a JSON object, each with its value as JSON. */
function membersOf({ body }: FuzzRequest): Member[] {
  const parsed = typeof body === 'string' ? parsedJson(body) : undefined;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return [];
  return Object.entries(parsed).map(([name, value]) => [name, JSON.stringify(value)]);
}

function withMembers(draft: FuzzRequest, members: readonly Member[]): FuzzRequest {
  const pairs = members.map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return { ...draft, body: `{${pairs.join()}}` };
}
