/** Words of one clerk's standing. */
export const clerk = {
  title: (person: string) => `窓口担当者 ${person}`,
  standing: '現在の状態',
  states: {
    good: '停止されていません',
    suspended: '停止中',
    unreadable: '決定の記録が合わないため、申し込みを受け付けません',
  },
  undecided: 'このIDについて決められたことはありません。IDが正しいか確かめてください。',
  facts: {
    state: '状態',
    since: '停止した時刻',
    why: '停止の理由',
    wipes: '初期化',
  },
  wipes: 'この担当者の初期化を見る',
  acts: '操作',
  limits: 'この担当者の使用量',
};
