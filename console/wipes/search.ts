/** What a list of wipes is asked for: as the filter's tokens, as the page's address and as the query of the API. */
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import { looksLikePhoneNumber } from '#functions/contract/phone-number-like.ts';

/** Parameters of `GET /v1/ops/wipes` that are asked for by value, each at most once. */
export const PLAIN = ['model', 'channel', 'shop', 'clerk', 'line', 'wipe', 'stuck'] as const;
/** Bounds of the time of the request, with the operator that says them. */
const BOUNDS = { '>=': 'from', '<=': 'to' } as const;

export const REQUESTED_AT = 'requestedAt';

type Token = PropertyFilterProps.Token;

/** The query of the API. What it takes no tokens for is left out; of two for the same, the last counts. */
export function queryOf(tokens: readonly Token[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const token of tokens) {
    const { operator, value } = token;
    const propertyKey = propertyOf(token);
    const plain = PLAIN.find((name) => name === propertyKey);
    if (plain !== undefined && operator === '=') query.set(plain, String(value));
    else if (propertyKey === 'state') query.set('state', statesIn(value).join(','));
    else if (propertyKey === REQUESTED_AT) {
      const at = new Date(String(value));
      const bound = Object.entries(BOUNDS).find(([sign]) => sign === operator)?.[1];
      if (bound !== undefined && !Number.isNaN(at.getTime())) query.set(bound, at.toISOString());
    }
  }
  return query;
}

/** What is typed without the name of a property is an id: of a wipe where it looks like one, else of a line. */
const propertyOf = ({ propertyKey, value }: Token) =>
  propertyKey ?? (parseWipeId(String(value)) === undefined ? 'line' : 'wipe');

/** What people set between the digits, and what keyboards make of a hyphen: dashes, minus and the long-vowel mark. */
const BETWEEN = /[\s().\p{Dash_Punctuation}\u2212\u30fc]/gu;

/** Whether a phone number is asked for in place of a line, however it is typed. Ids of people may look like one. */
export const hasPhoneNumber = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token) =>
      propertyOf(token) === 'line' &&
      looksLikePhoneNumber(String(token.value).normalize('NFKC').replaceAll(BETWEEN, '')),
  );

/** The tokens that a query stands for. */
export function tokensOf(query: URLSearchParams): Token[] {
  const tokens: Token[] = [];
  const states = statesIn(query.get('state')?.split(','));
  if (states.length > 0) tokens.push({ propertyKey: 'state', operator: '=', value: states });
  for (const name of PLAIN) {
    const value = query.get(name);
    if (value !== null) tokens.push({ propertyKey: name, operator: '=', value });
  }
  for (const [operator, name] of Object.entries(BOUNDS)) {
    const value = query.get(name);
    if (value !== null) tokens.push({ propertyKey: REQUESTED_AT, operator, value });
  }
  return tokens;
}

/** States among what a token or an address says. */
function statesIn(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  return STATE_NAMES.filter((state) => all.includes(state));
}
