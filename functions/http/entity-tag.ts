/** Conditional answers (RFC 9110 section 13): whoever has it already is told so, and nothing else. */
import type { ApiEvent } from './api.ts';
import { type HttpAnswer, json } from './problem.ts';

/** 304 where the caller names this tag as known; else 200 with the body that `body` makes. */
export function answerUnlessKnown(
  event: ApiEvent,
  { etag, ...others }: { readonly etag: string } & Readonly<Record<string, string>>,
  body: () => unknown,
): HttpAnswer {
  const headers = { ...others, etag };
  if (isKnown(event.headers['if-none-match'], etag)) return { statusCode: 304, headers, body: '' };
  return json(200, body(), headers);
}

/** RFC 9110 section 13.1.2: a list, compared weakly, for whoever compresses on the way weakens a tag. */
function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}
