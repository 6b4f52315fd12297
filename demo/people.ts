/** Sample people of the local issuer. All of them are made up. */
import { type Role, scopeOf } from '#functions/contract/roles.ts';

/** What the token carries of somebody: one human has one `person`, whatever the account; a role, and its scope alone. */
const whoIs = (role: Role, claims: Readonly<Record<string, string>>) => ({
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
    name: 'Clerk of a shop / 店舗スタッフ',
    description: 'Shop 1',
    ...whoIs('shop', { person: 'p-clerk', shop: 'shop-1' }),
  },
  {
    id: 'approver',
    name: 'Approver / 承認者',
    description: 'Decides for every shop',
    ...whoIs('approver', { person: 'p-approver' }),
  },
  {
    id: 'shop-approver',
    name: 'Approver of a shop / 店舗の承認者',
    description: 'Decides for shop 1 only',
    ...whoIs('approver', { person: 'p-shop-approver', shop: 'shop-1' }),
  },
  {
    id: 'operator',
    name: 'Operator / 運用担当',
    description: 'Watches every wipe',
    ...whoIs('ops', { person: 'p-operator' }),
  },
  {
    id: 'second-operator',
    name: 'Second operator / 運用担当2',
    description: 'Confirms what takes two people',
    ...whoIs('ops', { person: 'p-second-operator' }),
  },
] as const;

export type PersonId = (typeof PEOPLE)[number]['id'];
