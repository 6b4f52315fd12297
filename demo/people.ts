/** Sample people of the local issuer. All of them are made up. */
import { type Role, scopeOf } from '#functions/contract/roles.ts';

/** What the token carries of somebody: one human has one `person`, whatever the account; a role, and its scope alone. */
export const whoIs = (role: Role, claims: Readonly<Record<string, string>>) => ({
  claims: { ...claims, role },
  scopes: [scopeOf(role)],
});

export const PEOPLE = [
  {
    id: 'hanako',
    name: 'Hanako Sample / 見本 花子',
    description: 'Two lines, a personal account',
    ...whoIs('subscriber', { person: 'p-hanako', account: 'a-hanako' }),
  },
  {
    id: 'taro',
    name: 'Taro Sample / 見本 太郎',
    description: 'ahamo and docomo, mail in English',
    ...whoIs('subscriber', { person: 'p-taro', account: 'a-taro' }),
  },
  {
    id: 'jiro',
    name: 'Jiro Sample / 見本 次郎',
    description: 'One line on irumo, one suspended; has a password only',
    ...whoIs('subscriber', { person: 'p-jiro', account: 'a-jiro' }),
    ways: ['password'],
  },
  {
    id: 'office',
    name: 'Example Trading, administrator / 例商事 管理者',
    description: 'A business account with four lines',
    ...whoIs('subscriber', { person: 'p-office', account: 'a-office' }),
  },
  {
    id: 'clerk',
    name: 'Misaki Sample / 見本 美咲',
    description: 'A clerk of shop 1',
    ...whoIs('shop', { person: 'p-clerk', shop: 'shop-1' }),
  },
  {
    id: 'approver',
    name: 'Ken Sample / 見本 健',
    description: 'An approver, for every shop',
    ...whoIs('approver', { person: 'p-approver' }),
  },
  {
    id: 'shop-approver',
    name: 'Yui Sample / 見本 結衣',
    description: 'An approver, for shop 1 only',
    ...whoIs('approver', { person: 'p-shop-approver', shop: 'shop-1' }),
  },
  {
    id: 'operator',
    name: 'Sora Sample / 見本 空',
    description: 'An operator, who watches every wipe',
    ...whoIs('ops', { person: 'p-operator' }),
  },
  {
    id: 'second-operator',
    name: 'Ren Sample / 見本 蓮',
    description: 'Another operator, to confirm what takes two people',
    ...whoIs('ops', { person: 'p-second-operator' }),
  },
] as const;

export type PersonId = (typeof PEOPLE)[number]['id'];
