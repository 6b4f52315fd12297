/** Words around the reasons, warnings and referrals of an eligibility; their own are the service's. */

export const eligibility = {
  refused: '遠隔初期化をご利用になれません。',
  warnings: '次のことをご承知のうえでお申し込みください。',
  notices: 'お申し込みの前に',
  next: '次の方法があります。',
  booking: '来店を予約する',
  googles: '「デバイスを探す」はGoogle社が提供するサービスです。',
  googleFind: 'Googleの「デバイスを探す」を開く',
  apples: 'iCloud(iPhoneを探す機能)はApple社が提供するサービスです。',
  icloudFind: 'iCloudの「iPhoneを探す」を開く',
  icloudHelp: 'iCloud: デバイス上の情報の消去',
};
