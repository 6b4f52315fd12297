/** Words around the sign-in: to come in, to leave, to be left out. */
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';

const why: Readonly<Record<WhySignedOut, string>> = {
  'lost-factor': '二段階認証ができませんでした。このコンソールには二段階認証が必要です。',
  refused: 'サインインできませんでした。',
  unfinished: 'サインインを終えられませんでした。通信を確かめて、もう一度お試しください。',
  over: 'サインインの有効期限が切れました。',
  elsewhere: '別のタブでサインアウトしました。',
};

export const signIn = {
  signOut: 'サインアウト',
  enter: 'サインイン',
  title: '運用コンソール',
  lead: '運用担当者と承認者のための画面です。二段階認証でサインインしてください。',
  signedOut: 'サインアウトしました。',
  signingOut: 'サインアウトしています',
  signOutFailed: 'サインアウトできませんでした。通信を確かめて、もう一度お試しください。',
  idle: {
    title: 'まもなくサインアウトします',
    text: (seconds: number) => `操作がないため、あと${seconds}秒でサインアウトします。`,
    stay: '続ける',
  },
  notForYou: {
    title: 'この画面は利用できません',
    text: 'サインインした方の役割では、運用コンソールを使えません。',
  },
  why,
};
