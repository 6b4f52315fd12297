/** Words of the first page, before anybody has signed in, of the one after signing out, and of addresses without a page. */

export const welcome = {
  title: 'なくした端末のデータを、パソコンから消せます',
  lead: 'スマートフォン・タブレット・ケータイを、離れた場所から初期化します。差し込んであるSDカードの中身も消えます。',
  start: 'サインインして始める',
  factorMissingLead: 'サインインに使う端末そのものをなくしたときは、窓口で承ります。',
  steps: [
    'サインインして、なくした端末の回線を選びます。',
    '消えるものと注意を確かめて、申し込みます。',
    '端末の電源が入り、電波が届くと、初期化されます。結果はこの画面で分かります。',
  ],
  stepsTitle: '流れ',
  signedOutTitle: 'サインアウトしました',
  signedOut:
    'この画面に残っていた情報は消しました。ほかの方のパソコンをお使いのときは、ブラウザも閉じてください。',
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスをお確かめください。',
    toStart: 'はじめのページへ',
  },
};
