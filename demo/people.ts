/** Sample people of the local issuer. All of them are made up. */

/** Claims are what the token carries of them; one human has one `person`, whatever the account. */
export const PEOPLE = [
  {
    id: 'hanako',
    name: 'Hanako Sample / 見本 花子',
    description: 'Two lines, a personal account, second factor at hand',
    claims: { person: 'p-hanako', account: 'a-hanako', role: 'subscriber' },
  },
  {
    id: 'taro',
    name: 'Taro Sample / 見本 太郎',
    description: 'ahamo and docomo, mail in English',
    claims: { person: 'p-taro', account: 'a-taro', role: 'subscriber' },
  },
  {
    id: 'jiro',
    name: 'Jiro Sample / 見本 次郎',
    description: 'One line on irumo, one suspended',
    claims: { person: 'p-jiro', account: 'a-jiro', role: 'subscriber' },
    passwordOnly: true,
  },
  {
    id: 'office',
    name: 'Example Trading, administrator / 例商事 管理者',
    description: 'A business account with four lines',
    claims: { person: 'p-office', account: 'a-office', role: 'subscriber' },
  },
] as const;

export type PersonId = (typeof PEOPLE)[number]['id'];
