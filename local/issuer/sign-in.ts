/** Answers the sign-in form: who it is, with which factors, at this moment. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { type Person, waysOf } from './settings.ts';
import { PERSON_FIELD, signInPage, WAY_FIELD } from './sign-in-page.ts';
import { WAYS } from './ways.ts';

/** Far more than the form has. */
const FORM_LIMIT = 10_000;

/**
 * `GET /interaction/{uid}` shows the page, `POST` of the same signs in, `POST …/abort` sends the person back with
 * `access_denied`; whoever cannot use their second factor goes back with `unmet_authentication_requirements` (OpenID
 * Connect Core Error Code unmet_authentication_requirements 1.0). The provider's cookies say whose interaction it is.
 */
export async function answerInteraction(
  provider: Provider,
  people: readonly Person[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, params, session } = await provider.interactionDetails(request, response);
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const call = `${request.method} ${path}`;
  if (call === `GET /interaction/${uid}`) {
    const hint = params['login_hint'];
    const chosen = typeof hint === 'string' ? hint : session?.accountId;
    return sendPage(response, 200, signInPage(people, { uid, chosen }));
  }
  if (call === `POST /interaction/${uid}/abort`)
    return await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the person cancelled',
    });
  if (call !== `POST /interaction/${uid}`) return sendPage(response, 404, 'not found');
  const form = await readForm(request);
  const person = people.find(({ id }) => id === form.get(PERSON_FIELD));
  const way = person && waysOf(person).find((each) => each === form.get(WAY_FIELD));
  if (person === undefined || way === undefined)
    return sendPage(response, 400, signInPage(people, { uid, chosen: person?.id }));
  const { acr, amr } = WAYS[way];
  if (acr === undefined)
    return await provider.interactionFinished(request, response, {
      error: 'unmet_authentication_requirements',
      error_description: 'the second factor is on the lost phone; a shop can help',
    });
  const returnTo = await provider.interactionResult(
    request,
    response,
    { login: { accountId: person.id, acr, amr: [...amr] } },
    { mergeWithLastSubmission: false },
  );
  if (session !== undefined && session.accountId !== person.id)
    await handOver(provider, session.uid, person.id);
  response.writeHead(303, { location: returnTo });
  response.end();
}

/**
 * When somebody else signs in, the provider would end the old session through a page that posts itself. Here the
 * session changes hands without anything it was granted; the provider then gives it a new id.
 */
async function handOver(provider: Provider, uid: string, accountId: string): Promise<void> {
  const session = await provider.Session.findByUid(uid);
  if (session === undefined) return;
  session.accountId = accountId;
  session.authorizations = {};
  await session.persist();
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > FORM_LIMIT) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page);
}
