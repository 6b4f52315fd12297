/** The accounts page: a made-up person and a way to sign in. Plain forms, so that a script can post them as well. */
import { escapeHtml } from '../http/escape-html.ts';
import { messagePage } from './message-page.ts';
import { type Person, waysOf } from './settings.ts';
import { type SignInWay, WAYS } from './ways.ts';

/** Names of the forms' fields. */
export const PERSON_FIELD = 'person';
export const WAY_FIELD = 'way';

/** `chosen` stands first: who is signed in, or whom the client names. */
export function signInPage(
  people: readonly Person[],
  { uid, chosen }: { readonly uid: string; readonly chosen: string | undefined },
): string {
  const action = `/interaction/${encodeURIComponent(uid)}`;
  const first = people.filter(({ id }) => id === chosen);
  const others = people.filter(({ id }) => id !== chosen);
  return messagePage(
    'サインイン Sign in',
    `<p>見本の人物です。パスワードはありません。<br><span lang="en">Sample people, all made up. There is no password.</span></p>
${[...first, ...others].map((person) => card(person, action)).join('\n')}
<form method="post" action="${action}/abort">
<p><button class="quiet">やめる Cancel</button></p>
</form>`,
  );
}

function card(person: Person, action: string): string {
  const { id, name, description } = person;
  return `<form class="person" method="post" action="${action}">
<h2>${escapeHtml(name)}</h2>
<p>${escapeHtml(description)}</p>
<input type="hidden" name="${PERSON_FIELD}" value="${escapeHtml(id)}">
${waysOf(person).map(button).join('\n')}
</form>`;
}

function button(way: SignInWay): string {
  const { label, acr } = WAYS[way];
  const [japanese, english] = label;
  const look = acr === undefined ? ' class="quiet"' : '';
  return `<button${look} name="${WAY_FIELD}" value="${way}">${japanese} <span lang="en">${english}</span></button>`;
}
