/** Words of the list of lines and of one line. */

export const lines = {
  title: '回線を選んでください',
  lead: 'なくした端末の回線を選びます。',
  none: 'このアカウントで手続きできる回線はありません。',
  more: '続きを見る',
  number: (masked: string) => `電話番号 ${masked}`,
  open: (masked: string, model: string) => `${masked}(${model})を選ぶ`,
  noHandset: '端末を確認できません',
  suspended: '利用中断中',
};
