/** The sign-in page: pick one of the made-up people. A plain form, so that a script can post it as well. */
import { escapeHtml } from '../http/escape-html.ts';
import { messagePage } from './message-page.ts';
import type { Person } from './settings.ts';

/** Names of the form's fields. */
export const PERSON_FIELD = 'person';
export const SECOND_FACTOR_FIELD = 'second-factor';

export function signInPage(
  people: readonly Person[],
  { uid, chosen }: { readonly uid: string; readonly chosen: string | undefined },
): string {
  const first = people.some(({ id }) => id === chosen) ? chosen : people[0]?.id;
  return messagePage(
    'サインイン Sign in',
    `<p>見本の人物です。パスワードはありません。<br><span lang="en">Sample people, all made up. There is no password.</span></p>
<form method="post" action="/interaction/${encodeURIComponent(uid)}">
<fieldset><legend>人物 Person</legend>${people.map((person) => choice(person, first)).join('')}</fieldset>
<label class="tick"><input type="checkbox" name="${SECOND_FACTOR_FIELD}" value="on" checked>
<span>二段階認証を使う <span lang="en">A second factor is used</span></span></label>
<p><button>サインイン Sign in</button></p>
</form>
<form method="post" action="/interaction/${encodeURIComponent(uid)}/abort">
<p><button class="quiet">やめる Cancel</button></p>
</form>`,
  );
}

function choice({ id, name, description, passwordOnly }: Person, chosen: string | undefined) {
  const mark = id === chosen ? ' checked' : '';
  const factor = passwordOnly === true ? ' ・ パスワードのみ password only' : '';
  return `<label class="person"><input type="radio" name="${PERSON_FIELD}" value="${escapeHtml(id)}" required${mark}>
<span><strong>${escapeHtml(name)}</strong><br>${escapeHtml(description)}${factor}</span></label>`;
}
