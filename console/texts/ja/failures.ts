/** Words for calls that fail, and for the way on. */
import { problems } from './problems.ts';

export const failures = {
  retry: 'もう一度試す',
  signInAgain: '二段階認証でサインイン',
  problem: (title: string, code: string) => `${title}(${code})`,
  unreachable: 'つながりません。通信を確かめて、もう一度お試しください。',
  notSure:
    '結果を確かめられませんでした。実行された可能性があります。最新の状態を確かめてから、もう一度お試しください。',
  unreadable: (status: number) => `いま応答できません(${status})。しばらくしてからお試しください。`,
  signedOut: 'サインインし直してください。',
  stepUp: 'この操作には、いま二段階認証でサインインし直す必要があります。入力した内容は残ります。',
  codes: problems,
};
