/** Words of the list of lines and of one line with its handsets. */
import type { Texts } from '../texts.ts';

const states: Texts['lines']['states'] = {
  requested: 'Received',
  'awaiting-approval': 'Waiting for approval',
  held: 'Held back for now',
  'waiting-for-handset': 'Waiting for the phone',
  issued: 'Command sent',
  accepted: 'Erasing',
  erased: 'Erased',
  unconfirmed: 'Result not known',
  failed: 'Not erased',
  refused: 'Not carried out',
  rejected: 'Not approved',
  cancelled: 'Cancelled',
  expired: 'Time ran out',
};

const titles: Texts['lines']['guides']['titles'] = {
  F_GOOGLE_FIND: {
    title: 'How to prepare and use Find My Device when you cannot find your phone',
    japanese: 'スマホが見当たらないときに活用できる「デバイスを探す」機能の準備と使い方',
  },
  F_UPDATE_NOTICE: {
    title: 'To users of Omakase Lock and remote wipe on some Samsung phones: please update',
    japanese:
      '「おまかせロック」および「遠隔初期化」を一部サムスン製スマートフォンでご利用のお客さまへ、ソフトウェア更新/OSバージョンアップのお願い',
  },
  W_SHA2_LEGACY: {
    title: 'Changes in where docomo’s Android apps are offered',
    japanese: 'ドコモ提供Androidアプリの一部サービス提供条件の変更について',
  },
};

export const lines: Texts['lines'] = {
  title: 'Choose a line',
  lead: 'Choose the line of the lost phone. Check the last four digits and the model.',
  none: 'There is no line that you can manage with this account.',
  noneNext:
    'If the contract is with another account, sign out first. A shop can do it for you as well.',
  more: 'Show more',
  number: (masked) => `Number ${masked}`,
  endsWith: (lastFour) => `Number ending in ${lastFour}`,
  phone: (model, lastFour) =>
    lastFour === undefined ? model : `${model} (number ending in ${lastFour})`,
  noHandset: 'No phone is known',
  suspended: 'Suspended',
  underWay: (state) => `A wipe is under way (${state.toLowerCase()})`,
  seeProgress: 'See the progress',
  states,
  guides: { lead: 'docomo’s own guides say more:', titles },
  line: {
    title: 'Phones on the line',
    back: 'Back to your lines',
    notFound: 'There is no such line. Please choose again from your lines.',
    lead: 'Please make sure that this is the lost phone.',
    twoHandsets:
      'The phone on this line changed lately. Please check by model and date which of them is to be erased.',
    present: 'The phone in use now',
    earlier: 'The phone in use before',
    model: 'Model code',
    usedSince: 'In use since',
    usedUntil: 'Replaced by another device on',
    lastSeen: 'Last heard from',
    simUse: 'SIM in use',
    sim: {
      nano: 'nanoSIM only',
      esim: 'eSIM only',
      dual: 'nanoSIM and eSIM',
      unknown: 'Not known',
    },
    preset: 'Setting made before the loss',
    presets: { done: 'Made', not_done: 'Not made', unknown: 'Not known' },
    deviceLock: 'Lock of the phone',
    walletLock: 'Lock of the wallet',
    locks: {
      none: 'Not locked',
      pending: 'Asked for, not confirmed yet',
      failed: 'Could not be locked',
      succeeded: 'Locked',
    },
    lockFirst: 'We advise you to lock first',
    lockWallet: {
      none: 'The wallet is not locked. If you use it, lock it before you wipe: after the wipe it may not be possible.',
      pending:
        'The wallet lock is not confirmed yet. If you wipe once it is in place, it stays after the wipe.',
      failed:
        'The wallet could not be locked. If you wipe first, the wallet may be left unprotected.',
    },
    lockLink: 'To the lock service',
    proceedTo: (model) => `Go on to the wipe of ${model}`,
    underWay: 'A wipe of this phone is under way.',
    erased: 'This phone has been erased.',
    unconfirmed:
      'A command was sent to this phone and its result is not known yet. Until it is, you cannot ask again.',
    seeResult: 'See the result',
    noHandsetTitle: 'No phone is known',
    history: 'Wipes of this line so far',
    noHistory: 'No wipe has been asked for.',
    byShop: (shop) => `At a shop’s counter (${shop})`,
    byWeb: 'Asked for online',
  },
};
