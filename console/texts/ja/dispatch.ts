/** Words of the control of dispatch. */
export const dispatch = {
  title: '送信の制御',
  tabs: { control: '停止と再開', limits: '上限と使用量' },
  views: '表示',
  states: {
    running: '送信は有効です。',
    paused: '全体停止中です。命令は送られません。',
    unreadable:
      '決定の記録が合わないため、命令を止めています。docs/operating.mdの「Checking the journals」に従ってください。',
  },
  pausedBy: '停止した人',
  pausedAt: '停止した日時',
  pauseReason: '停止の理由',
  voided: (count: number) =>
    `この停止で、確認を待っていた再開の提案${count}件が無効になりました。再開するには、あらためて提案してください。`,
  held: '保留中の初期化を見る',
  acts: '操作',
  pause: {
    running: 'すべて止める',
    paused: '理由を加えて、もう一度止める',
    title: 'すべての命令を止めます',
    consequences:
      '直ちに、どの端末にも命令を送らなくなります。取り消されるものはありません。すでに送った命令は止められません。再開には二人が要ります。',
    again: '停止は続きます。新しい理由が残り、確認を待っている再開の提案はすべて無効になります。',
    done: 'すべての命令を止めました。',
  },
  withdrawal: {
    title: '未送信分の一括取り消し',
    none: '未送信分の一括取り消しは行われていません。',
    running: '取り消しています。',
    done: '一括取り消しは終わりました。',
    at: 'この日時までの申し込み',
    cancelled: '取り消した数',
    doneAt: '完了',
    number: '決定の番号',
  },
  clerk: {
    title: '窓口担当者',
    lead: '利用停止中の窓口担当者を、IDで開きます。',
    id: '窓口担当者のID',
    missing: 'IDを入力してください。',
    open: '開く',
  },
};
