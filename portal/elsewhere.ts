/** Ways to erase a device that are other companies' services, at their addresses. */
export const ELSEWHERE = {
  googleFind: 'https://www.google.com/android/find',
  googleHelp: 'https://support.google.com/android/answer/6160491',
  icloudFind: 'https://www.icloud.com/find',
  /** The page that is called 「iCloud: デバイス上の情報の消去」. */
  icloudHelp: 'https://support.apple.com/kb/PH2701',
} as const;
