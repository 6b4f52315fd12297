/** Words of the control of dispatch. */
export const dispatch = {
  title: '送信の制御',
  states: {
    running: '命令を送っています。',
    paused: 'すべての命令を止めています。',
    unreadable: '記録が合わないため、命令を止めています。',
  },
  journal: '決定の記録',
};
