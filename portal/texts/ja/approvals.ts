/** Words of the approver's list: what waits for a second person, and their decision. */

export const approvals = {
  title: '承認',
  lead: '別の方が申し込んだ初期化を確かめて、承認するか却下します。',
  views: '表示',
  show: { 'to-decide': '判断待ち', decided: '判断済み', mine: '自分の担当' },
  none: {
    'to-decide': '判断を待っているものはありません。この画面は自動で新しくなります。',
    decided: '判断したものはまだありません。',
    mine: '自分が申し込んだもの、判断したものはまだありません。',
  },
  searching: 'まだ続きがあります。',
  more: '続きを見る',
  found: (count: number, more: boolean) => `${count}件${more ? '以上' : ''}`,
  statuses: {
    'to-decide': '判断待ち',
    approved: '承認',
    rejected: '却下',
    lapsed: '期限切れ',
    over: '判断前に終了',
  },
  reasonsTitle: '承認が必要な理由',
  reasons: {
    'customer-absent': '契約者ご本人が窓口にいません。',
    'clerk-over-soft-limit': '担当者の申し込みが、この1時間に多くなっています。',
    'reached-lately': 'この回線の端末には、1日以内に初期化の命令が出ています。',
    'line-limit': 'この回線の初期化が、1日の上限に達しています。',
  },
  facts: {
    model: '機種',
    number: '電話番号',
    numberGone: '契約者が変わったため、表示できません',
    channel: '受付',
    channels: { web: 'オンライン(ご本人)', shop: '店舗の窓口' },
    shop: '店舗',
    documents: '確認書類',
    noDocuments: 'なし',
    reservation: '来店予約',
    present: 'ご本人の来店(担当者の申告)',
    yes: 'あり',
    no: 'なし',
    consents: '承諾した注意',
    noConsents: 'なし',
    requestedBy: '申し込んだ人',
    requestedAt: '受付時刻',
    decidedAt: '判断した時刻',
    until: '判断の期限',
    deadlineAt: '端末を待つ期限',
    id: '受付番号',
  },
  left: {
    hours: (hours: number, minutes: number) => `あと${hours}時間${minutes}分`,
    minutes: (minutes: number) => `あと${minutes}分`,
    exact: (minutes: number, seconds: number) =>
      minutes > 0 ? `あと${minutes}分${seconds}秒` : `あと${seconds}秒`,
    over: '期限が過ぎました',
    said: (model: string, left: string) => `${model}の判断の期限: ${left}`,
  },
  own: 'ご自身の申し込みのため、判断できません。ほかの方が判断します。',
  reason: '判断の理由',
  reasonHint: '必ず入力してください。記録に残ります。個人情報は書かないでください。500文字まで。',
  reasonMissing: '理由を入力してください。',
  approve: '承認する',
  reject: '却下する',
  confirmed: '本人確認が済みました。理由は残っています。もう一度押してください。',
  confirm: {
    approval: {
      title: 'この初期化を承認しますか',
      text: (phone: string) =>
        `${phone}の初期化を進めます。端末とつながると消去され、データは元に戻せません。`,
      yes: (phone: string) => `${phone}の初期化を承認する`,
    },
    rejection: {
      title: 'この初期化を却下しますか',
      text: (phone: string) => `${phone}の初期化は実行されずに終わります。`,
      yes: (phone: string) => `${phone}の初期化を却下する`,
    },
    back: '判断せずに戻る',
  },
  phone: (model: string, lastFour: string | undefined) =>
    lastFour === undefined ? model : `${model}(番号の下4桁${lastFour})`,
  done: {
    approval: (phone: string) => `${phone}の初期化を承認しました。`,
    rejection: (phone: string) => `${phone}の初期化を却下しました。実行されません。`,
  },
  problems: {
    'own-case': 'ご自身に関わるものは判断できません。ほかの方にお任せください。',
    'request-changed':
      '表示していた申し込みと内容が違います。最新の内容を確かめてから判断してください。',
    'approval-not-asked':
      'まだ承認を求められていません。少し待ってから、最新の内容を確かめてください。',
    'approval-decided': 'ほかの方がすでに判断しました。',
    'approval-lapsed': '判断の期限が過ぎました。この初期化は実行されません。',
    'wipe-ended': 'この初期化はすでに終わっています。',
    'wipe-not-found': 'この申し込みは、いまの権限では判断できません。',
  },
  gone: (phone: string) =>
    `${phone}は、ほかの方が判断したか、判断の前に終わったため、一覧から外れました。書きかけの理由は消しました。`,
  seeNewest: '最新の内容を見る',
};
