/** What a forger makes of an access token. */
import { createHmac } from 'node:crypto';
import type { Chance } from '../chance.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Forgery = (parts: {
  header: string;
  payload: string;
  signature: string;
}) => string | undefined;

const FORGERIES: readonly Forgery[] = [
  () => undefined,
  () => '',
  () => 'Bearer',
  () => 'Bearer null',
  () => 'Bearer a.b.c',
  () => 'Bearer ..',
  () => 'Basic bG9jYWw6bG9jYWw=',
  () => `Bearer ${'a'.repeat(7_000)}`,
  () => `Bearer ${encoded({ alg: 'none' })}.${encoded({ sub: 'x' })}.`,
  ({ header, payload }) => `Bearer ${header}.${payload}.`,
  ({ header, payload }) => `Bearer ${header}.${payload}`,
  ({ payload, signature }) =>
    `Bearer ${encoded({ alg: 'none', kid: 'x' })}.${payload}.${signature}`,
  ({ payload, signature }) =>
    `Bearer ${encoded({ alg: 'RS256', kid: '../x' })}.${payload}.${signature}`,
  ({ header, payload, signature }) => `Bearer ${header}.${payload}.${reversed(signature)}`,
  ({ header, payload, signature }) =>
    `Bearer ${header}.${withClaims(payload, { account: 'a-hanako' })}.${signature}`,
  ({ header, payload, signature }) =>
    `Bearer ${header}.${withClaims(payload, { exp: 9_999_999_999 })}.${signature}`,
  ({ header, payload, signature }) => `Bearer Bearer ${header}.${payload}.${signature}`,
  ({ header, payload, signature }) => `Bearer ${header}.${payload}.${signature}.${signature}`,
  ({ payload }) => {
    const header = encoded({ alg: 'HS256', typ: 'at+jwt', kid: 'x' });
    const mac = createHmac('sha256', 'x').update(`${header}.${payload}`).digest('base64url');
    return `Bearer ${header}.${payload}.${mac}`;
  },
];

/** Something in the place of a token that no issuer made. */
export function brokenToken(authorization: string | undefined, chance: Chance): string | undefined {
  const [header = 'e30', payload = 'e30', signature = 'AAAA'] = (authorization ?? '')
    .replace(/^Bearer /, '')
    .split('.');
  return chance.pick(FORGERIES)({ header, payload, signature });
}

const reversed = (text: string) => [...text].toReversed().join('');

function withClaims(payload: string, claims: object): string {
  try {
    const own: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return encoded({ ...(typeof own === 'object' ? own : {}), ...claims });
  } catch {
    return encoded(claims);
  }
}
