/** Words of the list of lines and of one line with its handsets. */
import type { WipeState } from '#domain/wipe/states.ts';

/** A state of a wipe in a word or two. */
const states: Readonly<Record<WipeState, string>> = {
  requested: '受付済み',
  'awaiting-approval': '承認待ち',
  held: '送信を見合わせ中',
  'waiting-for-handset': '端末の応答待ち',
  issued: '命令を送信済み',
  accepted: '消去中',
  erased: '初期化完了',
  unconfirmed: '結果未確認',
  failed: '初期化できず',
  refused: '実行されず',
  rejected: '承認されず',
  cancelled: '取り消し済み',
  expired: '期限切れ',
};

interface GuideTitle {
  readonly title: string;
  /** What it is called in Japanese, where that is another language than the title's. */
  readonly japanese?: string;
}

/** R38, R46, R48: what the carrier's guides and notices are called, by the code that they say more about. */
const titles: Readonly<Record<string, GuideTitle>> = {
  F_GOOGLE_FIND: {
    title: 'スマホが見当たらないときに活用できる「デバイスを探す」機能の準備と使い方',
  },
  F_UPDATE_NOTICE: {
    title:
      '「おまかせロック」および「遠隔初期化」を一部サムスン製スマートフォンでご利用のお客さまへ、ソフトウェア更新/OSバージョンアップのお願い',
  },
  W_SHA2_LEGACY: { title: 'ドコモ提供Androidアプリの一部サービス提供条件の変更について' },
};

export const lines = {
  title: '回線を選んでください',
  lead: 'なくした端末の回線を選びます。番号の下4桁と機種をお確かめください。',
  none: 'このアカウントで手続きできる回線はありません。',
  noneNext:
    'ほかのアカウントでご契約の場合は、いったんサインアウトしてください。窓口でも承ります。',
  more: '続きを見る',
  number: (masked: string) => `電話番号 ${masked}`,
  endsWith: (lastFour: string) => `末尾が${lastFour}の番号`,
  /** A phone with the end of its number, where that is to be told. */
  phone: (model: string, lastFour: string | undefined) =>
    lastFour === undefined ? model : `${model}(番号の下4桁${lastFour})`,
  noHandset: '端末を確認できません',
  suspended: '利用中断中',
  underWay: (state: string) => `初期化の手続き中です(${state})`,
  seeProgress: '進み具合を見る',
  states,
  guides: { lead: 'くわしくは、ドコモの次の案内をご覧ください。', titles },
  line: {
    title: '回線の端末',
    back: '回線の一覧に戻る',
    notFound: 'この回線は見つかりません。回線の一覧から選び直してください。',
    lead: 'なくした端末であることをお確かめください。',
    twoHandsets:
      'この回線では最近、端末が替わりました。消したい端末がどちらか、機種と日付でお確かめください。',
    present: 'いま使われている端末',
    earlier: '前に使われていた端末',
    model: '型番',
    usedSince: '使い始めた日時',
    usedUntil: '別の端末に替わった日時',
    lastSeen: '最後に通信した日時',
    simUse: 'お使いのSIM',
    sim: {
      nano: 'nanoSIMのみ',
      esim: 'eSIMのみ',
      dual: 'nanoSIMとeSIMの両方',
      unknown: '確認できません',
    },
    preset: '紛失前の設定',
    presets: { done: '設定済み', not_done: '設定されていません', unknown: '確認できません' },
    deviceLock: '端末のロック',
    walletLock: 'おサイフ機能のロック',
    locks: {
      none: 'ロックされていません',
      pending: '手続き中(完了は未確認)',
      failed: 'ロックできませんでした',
      succeeded: 'ロック済み',
    },
    lockFirst: '先にロックをおすすめします',
    lockWallet: {
      none: 'おサイフ機能は、ロックされていません。おサイフ機能をお使いなら、初期化より先にロックしてください。初期化のあとでは、ロックできないことがあります。',
      pending:
        'おサイフ機能のロックは、まだ完了を確認できていません。完了してから初期化すると、ロックは初期化のあとも続きます。',
      failed:
        'おサイフ機能をロックできませんでした。先に初期化すると、おサイフ機能が守られない場合があります。',
    },
    lockLink: 'ロックの手続きへ',
    proceedTo: (model: string) => `${model}の初期化の手続きへ進む`,
    underWay: 'この端末の初期化は手続き中です。',
    erased: 'この端末は初期化が完了しています。',
    unconfirmed:
      'この端末には命令を送りましたが、結果をまだ確認できていません。確認できるまで、もう一度申し込むことはできません。',
    seeResult: '結果を見る',
    noHandsetTitle: '端末を確認できません',
    history: 'この回線のこれまでの初期化',
    noHistory: 'これまでに初期化の申し込みはありません。',
    byShop: (shop: string) => `店舗の窓口で受付(${shop})`,
    byWeb: 'オンラインで申し込み',
  },
};
