/** Words of the form by which a wipe is asked for. */

export const request = {
  title: '遠隔初期化の申し込み',
  back: '回線の画面に戻る',
  targetTitle: '初期化する端末',
  number: '電話番号',
  earlierHandset: 'この端末は、いまこの回線で使われている端末ではなく、前に使われていた端末です。',
  gone: 'この端末は、この回線に見つかりません。端末が替わったか、登録が終わっています。回線の画面で選び直してください。',
  toLine: '回線の画面へ',
  effectsTitle: '申し込む前に、必ずお読みください',
  effectAll: '端末の中のデータと設定は、すべて消えます。写真・連絡先・メールも残りません。',
  deviceLockLifted: '端末にかかっているロックは、初期化と同時に外れます。',
  whenTitle: 'いつ初期化されるか',
  when: '端末の電源が入り、電波の届く所で通信できたときに初期化されます。電源が切れているあいだや圏外では行われません。',
  untilUsual: '期限までにつながらなければ、何も消さずに終わります。',
  days: '待つ日数(変えたいときだけ)',
  daysHint: (usual: number | undefined) =>
    usual === undefined
      ? '1から330までの数字。空欄のままなら、標準の日数を待ちます。'
      : `1から330までの数字。空欄のままなら、${usual}日待ちます。`,
  untilAbout: (day: string) => `${day}ごろまで待ちます。`,
  daysMalformed: '1から330までの数字を入力してください。',
  ticksTitle: 'ご承知いただきたいこと',
  ticksHint: 'お読みになり、すべてにチェックを入れてください。',
  ticksMissing: 'チェックの入っていないものがあります。',
  lastFour: '確認のため、電話番号の下4桁を入力してください',
  lastFourHint: 'なくした端末の電話番号の、最後の4つの数字です。',
  lastFourEmpty: '電話番号の下4桁を入力してください。',
  lastFourMalformed: '4桁の数字で入力してください。',
  lastFourOther: 'この回線の番号の下4桁と違います。なくした端末の回線か、お確かめください。',
  submit: (phone: string) => `${phone}を初期化する`,
  cannotUndo: '消したデータは元に戻せません。',
  stepUpAhead:
    'ボタンを押したあとで、ご本人の確認のためにもう一度サインインをお願いすることがあります。',
  mistakes: '入力内容をご確認ください',
  refusedTitle: 'この端末は遠隔初期化を利用できません',
  underWayTitle: 'この端末の初期化は手続き中です',
  underWay: '同じ端末に、もう一度申し込む必要はありません。',
  seeProgress: '進み具合を見る',
  newWarnings:
    '申し込みの途中で、ご承知いただきたいことが増えました。お読みになってチェックを入れ、もう一度ボタンを押してください。',
  words: {
    'target-changed':
      '端末または番号が、この画面に出ていたものと変わりました。回線の画面で、いまの端末を確かめてください。',
    'not-eligible': 'いまは、この端末に遠隔初期化を利用できません。理由と次の方法をご覧ください。',
    'enrolment-ended': 'この端末は、すでに初期化されたか登録が終わっています。',
    'result-unknown':
      'この端末には前に命令を送り、その結果をまだ確認できていません。確認できるまで申し込めません。',
    'limit-reached': '短いあいだに申し込みが続いたため、いまは受け付けられません。',
    'line-not-found': 'この回線は、いまのアカウントでは手続きできません。',
    'idempotency-key-reused':
      '先ほどの申し込みは届いています。内容を変えてもう一度申し込むことはできません。回線の画面で進み具合をご覧ください。',
  },
};
