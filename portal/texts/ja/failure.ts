/** Words of what went wrong, whatever somebody did, and of the way on. */

export const failure = {
  retry: 'もう一度試す',
  reload: '再読み込み',
  unreachable: 'つながりません。通信を確かめてください。つながり次第、続きから始められます。',
  notFetched: 'ページの一部を読み込めませんでした。通信を確かめて、再読み込みしてください。',
  notSure:
    '応答を受け取れませんでした。届いたかどうか分かりません。もう一度押しても、二重に行われることはありません。',
  unreadable: 'ただいま応答できません。少し待ってから、もう一度お試しください。',
  internal: 'サービス側で問題が起きました。少し待ってから、もう一度お試しください。',
  busy: 'ただいま混み合っています。少し待ってから、もう一度お試しください。',
  unknown: 'この操作はできませんでした。',
  lastSeen: (time: string) => `最後に確認できたのは${time}です。`,
  retryAfter: (wait: string) => `${wait}たってから、もう一度お試しください。`,
  seconds: (count: number) => `${count}秒`,
  minutes: (count: number) => `${count}分`,
  hours: (count: number) => `${count}時間`,
  code: (code: string) => `コード: ${code}`,
};
