/** The words for each code, in Japanese and English. */
export const REASON_TEXTS = {
  X_APPLE_DEVICE: {
    ja: 'iPhone・iPadは対象外です。Apple社の「探す」から消去してください(Apple社のサービスです)。',
    en: 'iPhone and iPad are not covered. Please erase with Apple’s Find My (a service of Apple).',
  },
  X_KIDS_EXCLUDED: {
    ja: 'このキッズケータイは対象外です。対象のキッズケータイはKY-41Cです。',
    en: 'This kids phone is not covered. The kids phone covered is KY-41C.',
  },
  X_MODEL_UNKNOWN: {
    ja: '対応機種か確認できません。対応機種の一覧をご覧ください。',
    en: 'We cannot confirm that this model is supported. Please see the list of models.',
  },
  X_ESIM_ONLY_MODEL: {
    ja: 'この機種をeSIMだけでお使いのため、遠隔初期化を利用できません。次回からはnanoSIMでのご利用をご検討ください。Androidの「デバイスを探す」で消去できる場合があります。',
    en: 'This model is in use with eSIM only, so the wipe is unavailable. Consider nanoSIM in future. Android’s Find My Device may be able to erase it.',
  },
  W_SIM_STATE_UNKNOWN: {
    ja: 'SIMの使い方を確認できません。この機種はeSIMだけでお使いの場合、遠隔初期化を利用できません。',
    en: 'We cannot tell how the SIMs are used. On this model the wipe is unavailable with eSIM only.',
  },
} as const;
export type ReasonCode = keyof typeof REASON_TEXTS;

export const REFERRAL_TEXTS = {
  F_ICLOUD_FIND: {
    ja: 'iCloudの「iPhoneを探す」→「デバイスの消去」。紛失前に設定がある場合に使えます。',
    en: 'iCloud Find My iPhone → Erase device. It works if it was set up before the loss.',
  },
  F_GOOGLE_FIND: {
    ja: '「デバイスを探す」→「デバイスデータを消去」。Googleアカウントでのログインが必要です。',
    en: 'Find My Device → Erase device. You need the Google account used on the device.',
  },
  F_NANO_SIM_NEXT_TIME: {
    ja: '次回からこの機種ではnanoSIMをご利用ください。',
    en: 'In future, please use a nanoSIM with this model.',
  },
  F_MODEL_LIST: {
    ja: '対応機種の一覧を確認する',
    en: 'See the list of supported models',
  },
} as const;
export type ReferralCode = keyof typeof REFERRAL_TEXTS;

export const NOTICE_TEXTS = {
  N_IRREVERSIBLE: {
    ja: '消したデータは元に戻せません。控えの有無を確かめてから進んでください。',
    en: 'Erased data cannot be brought back. Check for backups before you go on.',
  },
  N_SD_CARD: {
    ja: '端末に差し込んであるSDカードの中身もあわせて消えます。',
    en: 'The SD card in the device is erased as well.',
  },
} as const;
export type NoticeCode = keyof typeof NOTICE_TEXTS;
