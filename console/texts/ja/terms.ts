/** Terms of wipes: their states, what keeps them back, what they wait for, how long. */
import type { WipeState } from '#domain/wipe/states.ts';
import type { Hold } from '#domain/wipe/wipe.ts';
import type { Unit } from '../../time.ts';

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
  refused: '条件外で終了',
  rejected: '却下',
  cancelled: '取り消し',
  expired: '期限切れ',
};

const holds: Readonly<Record<Hold, string>> = {
  pause: '全体停止',
  governor: '上限による順番待ち',
  operator: '運用担当による保留',
  suspension: '窓口担当者の利用停止',
};

const units: Readonly<Record<Unit, (count: number) => string>> = {
  days: (count) => `${count}日`,
  hours: (count) => `${count}時間`,
  minutes: (count) => `${count}分`,
  seconds: (count) => `${count}秒`,
};

export const terms = {
  yes: 'はい',
  no: 'いいえ',
  /** Of what is there, or is not. */
  some: 'あり',
  none: 'なし',
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
};
