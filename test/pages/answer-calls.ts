/** Answers that a page gets in place of the system's. */
import type { CDPSession, Page } from 'playwright-core';

/** A body, answered with 200 unless it is a problem; or no answer at all. */
export type Answer =
  | {
      readonly body: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'unreachable';

/** By method and path. */
export type Answers = Readonly<Record<string, Answer>>;

/**
 * Calls of the API that have an answer now get it; every other call is the system's. By Chromium's own means, since where
 * Playwright routes calls the browser keeps nothing that pages load, and loads all of it again:
 * https://chromedevtools.github.io/devtools-protocol/tot/Fetch/
 */
export async function answerCalls(page: Page, answers: () => Answers): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const { pathname, search } = new URL(request.url);
    const answer = answers()[`${request.method} ${pathname}${search}`];
    // A page that is left takes its calls with it: then nobody waits for this.
    give(session, requestId, answer).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/v1/*' }] });
}

/** Fails at once, and not only in what it promises, where the answer is none that could be sent. */
function give(session: CDPSession, requestId: string, answer?: Answer): Promise<unknown> {
  if (answer === undefined) return session.send('Fetch.continueRequest', { requestId });
  if (answer === 'unreachable')
    return session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  return session.send('Fetch.fulfillRequest', { requestId, ...responseOf(answer) });
}

function responseOf({ status = 200, body, headers }: Exclude<Answer, 'unreachable'>) {
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  return {
    responseCode: status,
    responseHeaders: Object.entries({ ...headers, 'content-type': contentType }).map(
      ([name, value]) => ({ name, value }),
    ),
    body: Buffer.from(JSON.stringify(body)).toString('base64'),
  };
}
