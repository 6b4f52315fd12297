/** Words of what stands around every page: its name, the ways to others, the small print. */

export const frame = {
  service: '遠隔初期化',
  skip: '本文へ進む',
  languages: { ja: '日本語', en: 'English' },
  languageSwitch: '言語',
  languagesFailed: {
    ja: '日本語で表示できませんでした。通信を確かめて、再読み込みしてください。',
    en: 'English could not be fetched. Check the connection and reload.',
  },
  menu: '案内',
  home: '回線の一覧',
  counter: '窓口',
  approvals: '承認',
  howTo: 'ご利用方法',
  models: '対応機種',
  shopVisit: '窓口でのお手続き',
  loading: '読み込んでいます',
  opensElsewhere: '(別のサイトが新しいタブで開きます)',
  free: '料金はかからず、事前のご契約やご登録も要りません。',
  times: '日時は、すべて日本時間です。',
  trademarks: [
    '「Android」は、Google LLC の商標または登録商標です。',
    'Apple、iPad、iPhoneは、米国および他の国々で登録されたApple Inc.の商標です。iPhoneの商標は、アイホン株式会社のライセンスにもとづき使用されています。iCloudは、Apple Inc.のサービスマークです。',
  ],
};
