/** Words of the frame of every page of the console, and of what any page may show. */
export const frame = {
  title: '遠隔初期化 運用コンソール',
  languageSwitch: '言語',
  languages: { ja: '日本語', en: 'English' },
  zones: {
    name: '時刻の表示',
    long: { japan: '日本時間(JST)', utc: '協定世界時(UTC)' },
    short: { japan: 'JST', utc: 'UTC' },
  },
  readOnly: {
    on: '閲覧のみ(押すと解除)',
    off: '閲覧のみにする',
    whyNot: 'この画面を「閲覧のみ」にしています。上の「閲覧のみ」を押すと操作できます。',
  },
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
  /** What stands around a time of day. */
  asOf: { before: '', after: ' 時点' },
  back: '戻る',
  close: '閉じる',
};
