/** Words of showing once more who one is, in the middle of what one does. */

export const stepUp = {
  title: 'ご本人の確認をお願いします',
  text: '大切な操作のため、もう一度サインインしていただきます。入力した内容は、そのまま残ります。',
  start: '確認のためにサインインする',
  confirmed: 'ご本人の確認ができました。もう一度ボタンを押すと、手続きが進みます。',
  /** Where the sign-in does not tell how it was made. */
  signedIn:
    'サインインを確かめました。もう一度ボタンを押すと、手続きが進みます。続けて確認コードをお願いすることがあります。',
  codeTitle: '確認コードで続けられます',
  codeText:
    'この手続きには二段階の確認が要ります。二段階認証や確認用の端末をお使いになれないときは、ご登録の連絡先(なくした端末の番号を除く)に8桁の確認コードを送ります。',
  sendCode: '確認コードを送る',
  sendAgain: '確認コードをもう一度送る',
  sentBy: {
    mail: 'ご登録のメールアドレスに確認コードを送りました。',
    sms: 'ご登録のほかの電話番号にSMSで確認コードを送りました。',
  },
  goodUntil: (time: string) => `${time}まで使えます。`,
  code: '確認コード(8桁)',
  codeHint: '届いたコードを入れてから、もう一度ボタンを押してください。',
  codeMalformed: '8桁の数字で入れてください。',
  signInAgain: '二段階認証でサインインし直す',
  atShop: '窓口で手続きする',
  factorMissing: '認証に使う端末が手元にないときは、',
  words: {
    'code-wrong':
      '確認コードが違うか、使える時間が過ぎています。コードを確かめるか、もう一度送ってください。',
    'too-many-codes':
      '確認コードを続けて何度も送ったため、しばらく送れません。お急ぎのときは窓口で承ります。',
    'no-contact-for-code':
      '確認コードを送れる連絡先がありません。7日以内に変わった連絡先や、この回線の番号には送れません。窓口で承ります。',
    'code-not-sent':
      '確認コードを送れませんでした。もう一度お試しください。お急ぎのときは窓口で承ります。',
  },
};
