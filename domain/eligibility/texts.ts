/** The words for each code, in Japanese and English. */

export const OUTCOME_TEXTS = {
  OK: {
    ja: 'この回線の端末は遠隔初期化を申し込めます。',
    en: 'The device on this line can be wiped remotely.',
  },
} as const;

/** Why a wipe cannot be asked for (`X_`), or not without consent (`W_`). */
export const REASON_TEXTS = {
  W_DUAL_NOT_GUARANTEED: {
    ja: 'nanoSIMとeSIMを同時にお使いの場合、この機種では初期化できないことがあります。',
    en: 'With nanoSIM and eSIM both in use, the wipe may not work on this model.',
  },
  W_SIM_STATE_UNKNOWN: {
    ja: 'SIMの使い方を確認できません。この機種はeSIMだけでお使いの場合、遠隔初期化を利用できません。',
    en: 'We cannot tell how the SIMs are used. On this model the wipe is unavailable with eSIM only.',
  },
  W_PRESET_UNKNOWN: {
    ja: 'この機種は紛失前の設定が必要です。設定済みか確認できないため、初期化できないことがあります。',
    en: 'This model needs a setting made before the loss. We cannot see whether it was made, so the wipe may fail.',
  },
  W_UPDATE_PENDING: {
    ja: 'この機種は最新のソフトウェアでないと一部の機能が正しく動きません。申し込みはできますが、初期化できないことがあります。',
    en: 'Without the latest software some functions do not work on this model. You may go on, but the wipe may fail.',
  },
  W_SHA2_LEGACY: {
    ja: '古いOSの端末では、アプリの通信方式の変更により動かないことがあります。',
    en: 'On devices with an old OS the app may not work after a change of security method.',
  },
  W_APP_UNVERIFIED: {
    ja: '遠隔初期化アプリが入っている端末か確認できません。入っていない端末では利用できません。',
    en: 'We cannot confirm that the remote-wipe app came with this device. Without it the service is unavailable.',
  },
  W_NO_RESERVATION: {
    ja: 'ご予約がない場合はお待ちいただくことがあります。来店予約をお取りください。',
    en: 'Without a reservation you may have to wait. Please book a visit.',
  },
  W_LINE_SUSPENDED: {
    ja: 'この回線は利用中断中です。端末が通信できないあいだは、初期化が実行されないことがあります。',
    en: 'This line is suspended. While the device cannot communicate, the wipe may not run.',
  },
  W_IRUMO_KEITAI: {
    ja: 'この料金プランのケータイでは、初期化できないことがあります。',
    en: 'On this plan the wipe may not work on a keitai.',
  },
  X_NO_HANDSET: {
    ja: 'この回線でお使いの端末を確認できないため、遠隔初期化を利用できません。',
    en: 'We know of no device on this line, so the wipe is unavailable.',
  },
  X_APPLE_DEVICE: {
    ja: 'iPhone・iPadは対象外です。Apple社の「探す」から消去してください(Apple社のサービスです)。',
    en: 'iPhone and iPad are not covered. Please erase with Apple’s Find My (a service of Apple).',
  },
  X_KIDS_EXCLUDED: {
    ja: 'このキッズケータイは対象外です。対象のキッズケータイはKY-41Cです。',
    en: 'This kids phone is not covered. The kids phone covered is KY-41C.',
  },
  X_KIND_OUT_OF_SCOPE: {
    ja: 'この種類の端末は対象外です。',
    en: 'This kind of device is not covered.',
  },
  X_ESIM_ONLY_MODEL: {
    ja: 'この機種をeSIMだけでお使いのため、遠隔初期化を利用できません。次回からはnanoSIMでのご利用をご検討ください。Androidの「デバイスを探す」で消去できる場合があります。',
    en: 'This model is in use with eSIM only, so the wipe is unavailable. Consider nanoSIM in future. Android’s Find My Device may be able to erase it.',
  },
  X_PRESET_MISSING: {
    ja: '紛失前の設定がされていないため、遠隔初期化を利用できません。Androidの「デバイスを探す」をお試しください。',
    en: 'The setting needed before the loss was not made, so the wipe is unavailable. Please try Android’s Find My Device.',
  },
  X_AHAMO_NO_APP: {
    ja: 'ahamoでは、遠隔初期化アプリが最初から入っているドコモのAndroid端末に限り利用できます。',
    en: 'On ahamo the service works only on docomo Android devices that came with the remote-wipe app.',
  },
  X_AHAMO_NOT_YET: {
    ja: 'ahamoでの提供は2023年4月19日からです。(過去日の検証用)',
    en: 'On ahamo the service began on 19 April 2023. (for back-dated tests)',
  },
  X_AUTH_FACTOR_LOST: {
    ja: '本人確認に使う端末がお手元にないため、この画面では手続きできません。ドコモショップで承ります。Androidの場合は「デバイスを探す」も使えます(Google社のサービスです)。',
    en: 'The device used to verify you is not with you, so this cannot be done here. A docomo shop can do it. On Android you can also use Find My Device (a service of Google).',
  },
  X_DOCUMENTS_MISSING: {
    ja: '窓口での手続きには確認書類が必要です。お持ちのうえ、もう一度お越しください。',
    en: 'The counter needs your identity documents. Please come again with them.',
  },
  X_MODEL_UNKNOWN: {
    ja: '対応機種か確認できません。対応機種の一覧をご覧ください。',
    en: 'We cannot confirm that this model is supported. Please see the list of models.',
  },
  X_NOT_DOCOMO_LINE: {
    ja: 'このアカウントで手続きできる回線ではありません。ご契約の会社にお尋ねください。',
    en: 'This line cannot be handled with this account. Please ask your operator.',
  },
} as const;
export type ReasonCode = keyof typeof REASON_TEXTS;

/** Where a person can go instead, or what to do next, each with the requirements that its words keep. */
export const REFERRAL_TEXTS = {
  /** R8, R9, R10, R35, R36 */
  F_SHOP_COUNTER: {
    ja: '来店予約をとり、確認書類をお持ちください。',
    en: 'Book a visit and bring your identity documents.',
  },
  /** R37 */
  F_GOOGLE_FIND: {
    ja: '「デバイスを探す」→「デバイスデータを消去」。Googleアカウントでのログインが必要です。',
    en: 'Find My Device → Erase device. You need the Google account used on the device.',
  },
  /** R28 */
  F_ICLOUD_FIND: {
    ja: 'iCloudの「iPhoneを探す」→「デバイスの消去」。紛失前に設定がある場合に使えます。',
    en: 'iCloud Find My iPhone → Erase device. It works if it was set up before the loss.',
  },
  /** R26 */
  F_NANO_SIM_NEXT_TIME: {
    ja: '次回からこの機種ではnanoSIMをご利用ください。',
    en: 'In future, please use a nanoSIM with this model.',
  },
  /** R45 */
  F_UPDATE_NOTICE: {
    ja: '端末が見つかったら、最新のソフトウェアに更新してください。',
    en: 'When you have the device back, install the latest software.',
  },
  /** R15 */
  F_MODEL_LIST: {
    ja: '対応機種の一覧を確認する',
    en: 'See the list of supported models',
  },
} as const;
export type ReferralCode = keyof typeof REFERRAL_TEXTS;

/** What a person is told before asking. `N_FREE` stands on pages, whatever is judged. */
export const NOTICE_TEXTS = {
  N_IRREVERSIBLE: {
    ja: '消したデータは元に戻せません。控えの有無を確かめてから進んでください。',
    en: 'Erased data cannot be brought back. Check for backups before you go on.',
  },
  N_SD_CARD: {
    ja: '端末に差し込んであるSDカードの中身もあわせて消えます。',
    en: 'The SD card in the device is erased as well.',
  },
  N_WALLET_LOCK_KEPT: {
    ja: 'おサイフ機能のロックは完了しており、初期化のあとも続きます。端末側のロックは初期化と同時に外れます。',
    en: 'The wallet lock is in place and stays after the wipe. The lock on the device itself is lifted by the wipe.',
  },
  N_WALLET_LOCK_NOT_CONFIRMED: {
    ja: 'おサイフ機能のロックはまだ完了を確認できていません。先に初期化すると、おサイフ機能が守られない場合があります。',
    en: 'The wallet lock is not confirmed yet. If you wipe first, the wallet may be left unprotected.',
  },
  /** R11, R12 */
  N_FREE: {
    ja: '料金はかからず、事前のご契約やご登録も要りません。',
    en: 'There is no charge and nothing to sign up for.',
  },
} as const;
export type NoticeCode = keyof typeof NOTICE_TEXTS;
