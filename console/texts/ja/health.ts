/** Words of the page that tells how the service does. */
import type { Unit } from '../../time.ts';
import { reasons } from './end-reasons.ts';

const axis: Readonly<Record<Unit, string>> = {
  days: '日',
  hours: '時間',
  minutes: '分',
  seconds: '秒',
};

export const health = {
  title: '稼働状況',
  tableBeside: '同じ数値を表でも示しています。',
  tableBelow: '同じ数値を下の表でも示しています。',
  length: (parts: readonly string[]) => parts.join(''),
  /** What counts are of; `wipes` in digits. */
  restsOn: {
    all: (wipes: string) => `直近31日間に申し込まれた${wipes}件のすべてを数えています。`,
    newest: (wipes: string) =>
      `直近31日間に申し込まれたもののうち、新しい${wipes}件だけを数えています。`,
  },
  sample: {
    title: '集計の範囲',
    facts: {
      at: '集計した日時',
      wipes: '集計した初期化',
      since: '最も古い申し込み',
      rests: '範囲',
      open: '終わっていない初期化',
      stuck: '止まっている初期化',
    },
    complete: '直近31日間のすべて',
    partial: '直近31日間のうち新しいものだけ',
  },
  states: {
    title: '状態ごとの件数',
    columns: { state: '状態', wipes: '件数' },
  },
  times: {
    title: '申し込みからの時間',
    names: {
      timeToClaim: '端末が命令を受け取るまで',
      timeToErase: '消去が終わるまで',
    },
    columns: {
      name: '区間',
      p50: '中央値(p50)',
      p99: '99パーセンタイル(p99)',
      of: '対象の件数',
    },
    /** What the time to the first command rests on. */
    claims: (wipes: number) =>
      `「端末が命令を受け取るまで」は、そのうち命令を送った新しい${wipes}件の時間です。`,
    slowest: '最も遅いもの',
    axis,
    none: '対象の初期化がありません。',
  },
  endings: {
    title: '消去せずに終わった理由',
    none: '消去せずに終わったものはありません。',
    columns: {
      reason: '理由',
      state: '状態',
      wipes: '件数',
      means: '意味',
      todo: '対応',
    },
  },
  reasons,
  stuck: {
    title: '止まっている初期化',
    means: '次の確認の時刻を5分以上過ぎたもの。長いものから示します。',
    none: '止まっているものはありません。',
    all: 'すべて見る',
  },
};
