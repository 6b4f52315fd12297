/** Words of every page of the console: the frame, the sign-in, states, failures. */
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import type { Hold } from '#domain/wipe/wipe.ts';
import type { Unit } from '../../time.ts';
import { problems } from './problems.ts';

const states: Readonly<Record<WipeState, string>> = {
  requested: '受付済み',
  'awaiting-approval': '承認待ち',
  held: '保留中',
  'waiting-for-handset': '端末待ち',
  issued: '命令送信済み',
  accepted: '消去中',
  erased: '消去完了',
  unconfirmed: '結果不明',
  failed: '失敗',
  refused: '不可',
  rejected: '却下',
  cancelled: '取り消し',
  expired: '期限切れ',
};

const why: Readonly<Record<WhySignedOut, string>> = {
  'lost-factor': '二段階認証ができませんでした。このコンソールには二段階認証が必要です。',
  refused: 'サインインできませんでした。',
  unfinished: 'サインインを終えられませんでした。通信を確かめて、もう一度お試しください。',
  over: 'サインインの有効期限が切れました。',
  elsewhere: '別のタブでサインアウトしました。',
};

const holds: Readonly<Record<Hold, string>> = {
  pause: '全体停止',
  governor: '上限による順番待ち',
  operator: '運用担当による保留',
  suspension: '窓口担当者の停止',
};

const units: Readonly<Record<Unit, (count: number) => string>> = {
  days: (count) => `${count}日`,
  hours: (count) => `${count}時間`,
  minutes: (count) => `${count}分`,
  seconds: (count) => `${count}秒`,
};

export const common = {
  title: '遠隔初期化 運用コンソール',
  languageSwitch: '言語',
  languages: { ja: '日本語', en: 'English' },
  signOut: 'サインアウト',
  signIn: 'サインイン',
  signInTitle: '運用コンソール',
  signInLead: '運用担当者と承認者のための画面です。二段階認証でサインインしてください。',
  signInAgain: '二段階認証でサインイン',
  signedOut: 'サインアウトしました。',
  signingOut: 'サインアウトしています',
  signOutFailed: 'サインアウトできませんでした。通信を確かめて、もう一度お試しください。',
  idle: {
    title: 'まもなくサインアウトします',
    text: (seconds: number) => `操作がないため、あと${seconds}秒でサインアウトします。`,
    stay: '続ける',
  },
  readOnly: {
    on: '閲覧のみ',
    off: '操作できます',
    whyNot: 'この画面を「閲覧のみ」にしています。上の「閲覧のみ」を押すと操作できます。',
  },
  act: {
    reason: '理由',
    reasonHint: '監査の記録に残ります。電話番号や氏名は書かないでください。',
    reasonMissing: '理由を入力してください。',
  },
  notForYou: {
    title: 'この画面は利用できません',
    text: 'サインインした方の役割では、運用コンソールを使えません。',
  },
  why,
  pages: {
    wipes: '初期化の一覧',
    wipe: '初期化',
    approvals: '承認',
    dispatch: '送信の制御',
    clerk: '窓口担当者',
    why: '判定の理由',
    health: '稼働状況',
  },
  notFound: 'ページが見つかりません',
  loading: '読み込んでいます',
  refresh: '最新の状態にする',
  retry: 'もう一度試す',
  back: '戻る',
  close: '閉じる',
  yes: 'はい',
  no: 'いいえ',
  states,
  holds,
  units,
  channels: { web: 'Web', shop: '窓口' },
  waitsFor: {
    service: 'サービスの処理',
    approval: '承認',
    release: '保留の解除',
    handset: '端末',
    verdict: '端末からの結果',
    sealing: '記録の封印',
    nothing: 'なし',
  },
  failure: {
    problem: (title: string, code: string) => `${title}(${code})`,
    unreachable: 'つながりません。通信を確かめて、もう一度お試しください。',
    unreadable: (status: number) =>
      `いま応答できません(${status})。しばらくしてからお試しください。`,
    signedOut: 'サインインし直してください。',
    stepUp:
      'この操作には、いま二段階認証でサインインし直す必要があります。入力した内容は残ります。',
    codes: problems,
  },
};
