/** Words of the limits and how much of them is used. */
import type { LimitRule, Owner } from '../../limits/rules.ts';

const rules: Readonly<Record<LimitRule, string>> = {
  total: '送り出す初期化の合計',
  line: '1回線の初期化(超えると承認が必要)',
  clerk: '窓口担当者が申し込んだ初期化',
  'clerk-requests': '窓口担当者の申し込み(取り消しも含む)',
  search: '窓口担当者の回線検索',
  shop: '店舗で申し込んだ初期化',
  account: '契約者が申し込んだ初期化(個人)',
  business: '契約者が申し込んだ初期化(法人)',
  operator: '運用担当者が取り消した初期化',
};

const owners: Readonly<Record<Owner, string>> = {
  clerk: '窓口担当者',
  shop: '店舗',
  account: '契約者',
  operator: '運用担当者',
};

const unnamed: Readonly<Record<Owner, string>> = {
  clerk: '窓口担当者を選ぶと表示します。',
  shop: '店舗を選ぶと表示します。',
  account: '契約者を選ぶと表示します。',
  operator: '運用担当者を選ぶと表示します。',
};

export const limits = {
  title: '上限と使用量',
  lead: '上限はデプロイの設定で決まり、画面からは変えられません。',
  columns: {
    rule: '上限',
    window: '期間',
    used: '使用量',
    standing: '状況',
  },
  rules,
  windows: { '5min': '5分間', hour: '1時間', day: '1日' },
  /** What stands around the time at which a window ends. */
  until: { before: '', after: ' まで' },
  used: (count: number, most: number) => `${count} / ${most}`,
  cap: (most: number) => `上限 ${most}`,
  gauge: (rule: string, window: string) => `${rule}、${window}`,
  alone: (most: number) => `承認なしでできるのは${most}件まで`,
  fullness: { free: '余裕あり', near: '上限に近い', full: '上限に到達' },
  near: (count: number) => `上限に近い、または達したもの: ${count}件`,
  perLine: '回線ごとに数えます。',
  unnamed,
  whose: {
    title: '個別の使用量を見る',
    kind: '種類',
    id: 'ID(完全一致)',
    missing: 'IDを入力してください。',
    show: '表示する',
    clear: '合計だけにする',
    shown: (owner: string, id: string) => `${owner} ${id} の使用量を表示しています。`,
    owners,
  },
};
