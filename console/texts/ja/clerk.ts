/** Words of one clerk's standing. */
export const clerk = {
  title: (person: string) => `窓口担当者 ${person}`,
  standing: '現在の状態',
  states: {
    good: '利用停止されていません',
    suspended: '利用停止中',
    unreadable: '決定の記録が合わないため、申し込みを受け付けません',
  },
  undecided: 'このIDに、利用停止・復帰の記録はありません。IDが正しいか確かめてください。',
  facts: {
    state: '状態',
    since: '利用停止の日時',
    why: '利用停止の理由',
    wipes: '初期化',
  },
  wipes: 'この担当者の初期化を見る',
  acts: '操作',
  limits: 'この担当者の使用量',
};
