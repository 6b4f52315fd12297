/** Words of the page that asks the rules: fields, values, mistakes, verdicts. */

import type { Choices, FieldName, Typed } from '../../why/form.ts';
import type { Part } from '../../why/parts.ts';

const yesNo = { yes: 'はい', no: 'いいえ' } as const;
const known = { yes: 'はい', no: 'いいえ', unknown: '不明' } as const;

const choices: { readonly [Name in keyof Choices]: Readonly<Record<Choices[Name], string>> } = {
  plan: {
    docomo: 'ドコモ',
    ahamo: 'ahamo',
    irumo: 'irumo',
    kids: 'キッズケータイのプラン',
    business: '法人契約',
    mvno: '他社(MVNO)',
  },
  isSuspended: yesNo,
  walletLock: {
    none: '依頼なし',
    pending: '処理中',
    failed: '失敗',
    succeeded: '完了',
    unknown: '不明',
  },
  channel: { web: 'Web', shop: '窓口' },
  secondFactor: {
    usable: '使える',
    'not-asked': 'まだ求めていない',
    lost: '手元にない',
  },
  hasDocuments: yesNo,
  hasReservation: yesNo,
  kind: {
    smartphone: 'スマートフォン',
    tablet: 'タブレット',
    keitai: 'ケータイ',
    imode_keitai: 'iモードケータイ',
    kids_keitai: 'キッズケータイ',
    iphone: 'iPhone',
    ipad: 'iPad',
    other: 'その他',
    unknown: '一覧にない',
  },
  mark: { none: 'なし', '1': '※1', '2': '※2', '3': '※3', unknown: '不明' },
  supported: known,
  isEnrolled: yesNo,
  sim: {
    nano: 'nanoSIMのみ',
    esim: 'eSIMのみ',
    dual: '両方',
    unknown: '不明',
  },
  preset: { done: '設定済み', not_done: '未設定', unknown: '不明' },
  update: { applied: '最新', not_applied: '最新ではない', unknown: '不明' },
  app: known,
};

const fields: Readonly<Record<FieldName, string>> = {
  date: '判定する日(日本)',
  plan: '料金プラン',
  isSuspended: '利用中断中',
  walletLock: 'おサイフ機能のロック',
  channel: '申し込む経路',
  secondFactor: '二段階認証',
  hasDocuments: '確認書類がある',
  hasReservation: '来店予約がある',
  code: '機種コード',
  kind: '端末の種類',
  released: '発売月',
  mark: '対応機種一覧の注記',
  supported: '対応機種',
  isEnrolled: '端末が登録されている',
  sim: 'SIMの使い方',
  preset: '紛失前の設定',
  update: 'ソフトウェア',
  app: '遠隔初期化アプリがある',
  android: 'Androidのバージョン',
};

const hints: Readonly<Record<Typed, string>> = {
  date: '',
  code: '不明なら空欄にします。',
  released: '不明なら空欄にします。',
  android: '例: 14、4.2。不明なら空欄にします。',
};

const mistakes: Readonly<Record<Typed, string>> = {
  date: '年月日を入力してください。',
  code: '60文字以内で入力してください。',
  released: '年と月を入力するか、空欄にしてください。',
  android: '14や4.2のように入力するか、空欄にしてください。',
};

const parts: Readonly<Record<Part, string>> = {
  asking: '申し込み',
  line: '回線',
  model: '機種',
  handset: '登録された端末',
};

export const why = {
  title: '判定の理由',
  lead: '条件を入れると、申し込みの可否を、実際の判定と同じ規則で一つずつ確かめられます。何も記録されず、何も起きません。',
  wipe: {
    label: '初期化ID',
    hint: 'その初期化の、いまの条件を読み込みます。',
    load: '読み込む',
    missing: '初期化IDを入力してください。',
    unknown: 'そのIDの初期化はありません。',
  },
  facts: '条件',
  parts,
  fields,
  hints,
  choices,
  mistakes,
  ask: '判定する',
  nothingYet: 'まだ判定していません。',
  stale: '判定のあとに条件が変わっています。もう一度判定してください。',
  outcomes: {
    ALLOW: '申し込める',
    ALLOW_WARN: '同意があれば申し込める',
    REFUSE: '申し込めない',
  },
  lists: {
    refusals: '申し込めない理由',
    warnings: '同意が必要な注意',
    referrals: '案内先',
    notices: '事前のお知らせ',
  },
  rules: {
    title: '規則',
    order: '申し込めないときは、上から順に見て、最初に満たさない規則が主な理由になります。',
    columns: {
      name: '規則',
      verdict: '判定',
      otherwise: '満たさないとき',
      requirements: '要件',
    },
  },
  verdicts: {
    met: '満たす',
    'not-met': '満たさない',
    'not-applicable': '対象外',
  },
  effects: { refuse: '申し込めない', warn: '同意を求める' },
};
