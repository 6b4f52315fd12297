/** Words of one wipe: its way, what it waits for, how it ended, who asked for it. */

import type { EndName, NextStep } from '../../wipe/ending.ts';
import type { StepName } from '../../wipe/steps.ts';
import type { Waiting } from '../../wipe/waiting.ts';

const steps: Readonly<Record<Exclude<StepName, 'ended'>, string>> = {
  requested: '申し込みの受付',
  checked: '条件の確認',
  approved: '別の担当者の承認',
  contacted: '端末への連絡',
  answered: '端末の応答',
  begun: '消去の開始',
  sd: 'SDカードの消去',
  internal: '本体の消去',
  sealed: '記録の作成',
};

interface Words {
  readonly title: string;
  readonly text: string;
}

const waiting: Readonly<Record<Waiting, Words & { readonly next: string }>> = {
  checking: {
    title: '受け付けました',
    text: '申し込みの条件を確かめています。',
    next: '確認が終わりしだい、端末に連絡します。',
  },
  approval: {
    title: '承認を待っています',
    text: '安全のため、別の担当者の承認が必要です。承認されるまで、端末には何も送られません。',
    next: '承認されると、端末に連絡します。期限までに承認されなければ、何も消さずに終わります。',
  },
  pause: {
    title: 'サービス全体の送信を止めています',
    text: '安全のため、いまはすべての端末への送信を止めています。申し込みは残っています。',
    next: '再開しだい、自動で続きます。お客さまの操作は必要ありません。',
  },
  governor: {
    title: '順番を待っています',
    text: '申し込みが集中しているため、順番に端末へ連絡しています。申し込みは残っています。',
    next: '順番が来しだい、自動で続きます。お客さまの操作は必要ありません。',
  },
  operator: {
    title: '担当者が送信を止めています',
    text: '確認のため、担当者がこの申し込みの送信を止めています。',
    next: '確認が済みしだい、自動で続きます。',
  },
  suspension: {
    title: '確認のため止めています',
    text: '受け付けた窓口での手続きを確認しているため、この申し込みの送信を止めています。',
    next: '確認が済みしだい、自動で続きます。',
  },
  held: {
    title: '送信を見合わせています',
    text: 'いまは端末への送信を見合わせています。申し込みは残っています。',
    next: '再開しだい、自動で続きます。',
  },
  handset: {
    title: '端末の応答を待っています',
    text: '端末に連絡しましたが、まだ応答がありません。電源が切れているか、電波の届かない所にあるのかもしれません。まだ何も消えていません。',
    next: '端末の電源が入り、電波が届くと、初期化が始まります。この画面を閉じても、手続きは続きます。',
  },
  command: {
    title: '初期化の命令を送りました',
    text: '端末とつながり、命令を送りました。端末からの知らせを待っています。消えたかどうかは、まだ分かりません。',
    next: '端末からの知らせが届きしだい、この画面に出ます。',
  },
  wished: {
    title: '取り消しのご希望を受け付けました',
    text: '命令を送ったあとのため、取り消しが間に合うかどうかは、まだ分かりません。新しい命令は、もう送りません。',
    next: '端末からの知らせで、どちらになったかが分かりしだい、この画面に出ます。',
  },
  erasing: {
    title: '端末が消去を始めました',
    text: '端末が命令を確かめ、消去を始めました。もう取り消せません。完了は、まだ確認できていません。',
    next: '消去を終えた端末が知らせると、この画面に出ます。初期化のあとに通信できない端末は多く、下の期限までに知らせがないときは「結果を確認できていません」と表示します。',
  },
};

const ends: Readonly<Record<EndName, Words>> = {
  erased: {
    title: '初期化が完了しました',
    text: '端末の本体のデータは消去されました。消したデータは元に戻せません。',
  },
  unconfirmed: {
    title: '結果を確認できていません',
    text: '命令は送りましたが、消えたかどうかを示す知らせが届いていません。消えたとも、消えていないとも言えません。初期化のあとに通信できない端末は多くあります。',
  },
  failed: {
    title: '初期化できませんでした',
    text: '端末の初期化は完了していません。',
  },
  refused: {
    title: '初期化は実行されませんでした',
    text: 'この申し込みでは、端末に何も行っていません。',
  },
  rejected: {
    title: '承認されませんでした',
    text: '別の担当者が承認しなかったため、実行されませんでした。端末は消去されていません。',
  },
  cancelled: {
    title: '取り消しました',
    text: '申し込みは確実に取り消されました。この申し込みで端末が消去されることはありません。',
  },
  withdrawn: {
    title: 'サービス側で取り消しました',
    text: '安全のため、この申し込みを含む多くの申し込みを、サービス側で取り消しました。端末は消去されていません。お手数ですが、もう一度お申し込みください。',
  },
  deadline: {
    title: '期限が過ぎました',
    text: '期限までに初期化を始められなかったため、実行されませんでした。端末は消去されていません。',
  },
  'approval-lapsed': {
    title: '承認の期限が過ぎました',
    text: '承認が期限までに終わらなかったため、実行されませんでした。端末は消去されていません。',
  },
};

/** By the codes of what failed, was refused or ran out. */
const reasons: Readonly<Record<string, string>> = {
  deadline: '期限までに初期化を始められなかったためです。',
  'approval-lapsed': '承認の期限までに決まらなかったためです。',
  'ownership-changed': '回線の契約者が変わったか、契約が終わったためです。',
  'enrolled-anew':
    '命令を送る前に、端末が新しく登録し直されたためです。いまの端末を確かめて、もう一度お申し込みください。',
  'not-eligible': '利用できる条件が、いまは満たされていないためです。',
  'consent-missing':
    '申し込みのあとで、ご承知いただく必要のあることが増えたためです。もう一度お申し込みになると、お尋ねします。',
  'not-received':
    '命令は端末に届きませんでした。端末が、命令を持っていないと署名つきで知らせました。',
  'internal-not-erased':
    '端末が本体を消去できなかったと知らせました。SDカードの結果は下をご覧ください。',
  failed: '端末が初期化できなかったと知らせました。理由は知らされていません。',
  'bad-signature': '端末が、命令の署名を確かめられないとして断りました。',
  'unknown-key': '端末が、命令の鍵を知らないとして断りました。',
  'wrong-algorithm': '端末が、命令の署名の方式を受け付けませんでした。',
  'wrong-audience': '端末が、自分あての命令ではないとして断りました。',
  'counter-rollback': '端末が、より新しい命令を見たとして断りました。',
  malformed: '端末が命令を読めませんでした。端末のアプリが古いのかもしれません。',
  other: '端末が、ほかの理由で断りました。',
};

const next: Readonly<Record<Exclude<NextStep, 'shop'>, string>> = {
  record: '記録を見る',
  again: 'もう一度申し込む',
  google: 'Androidの「デバイスを探す」でも消去できる場合があります。',
  line: '回線の画面へ',
  passwords: '念のため、端末でお使いだったサービスのパスワードの変更もご検討ください。',
};

export const wipe = {
  title: (model: string) => `${model}の初期化`,
  plainTitle: '初期化の進み具合',
  backToLine: '回線の画面に戻る',
  notFound: 'この手続きは見つかりません。回線の一覧からお探しください。',
  toLines: '回線の一覧へ',
  progress: '進み具合',
  steps,
  status: {
    done: '済み',
    present: '現在',
    'to-come': 'これから',
    stopped: 'ここまで',
    failed: 'できませんでした',
    unclear: '未確認',
  },
  sd: {
    erased: '消去されました',
    'no-card': 'カードは入っていませんでした',
    failed: '消去できませんでした',
    unknown: '消えたかどうか分かりません',
  },
  sdTitle: 'SDカード',
  sdText: {
    erased: '差し込まれていたSDカードの中身は消去されました。',
    'no-card': '端末にSDカードは入っていませんでした。',
    failed:
      'SDカードの中身は消去できませんでした。カードに残したくないものがあったときは、その中のアカウントのパスワードを変えるなど、ご用心ください。',
    unknown: 'SDカードの中身が消えたかどうかは、確かめられませんでした。',
  },
  proofTitle: '完了のよりどころ',
  proof: {
    report: '端末が、消去を終えたことを署名つきで知らせました。',
    receipt: '初期化のあとで登録し直された端末が、この命令を実行した控えを署名つきで示しました。',
    attestation: '登録し直された端末が、初期化されたことを端末の仕組みで証明しました。',
  },
  waiting,
  ends,
  reasons,
  next,
  whatNext: 'このあと',
  whatYouCanDo: '次にできること',
  laterProof:
    'あとから端末の知らせや証明が届くと、この画面の結果が変わり、ご登録の連絡先にもお知らせします。',
  announced: (title: string) => `状態が変わりました。${title}`,
  approvalUntil: '承認の期限',
  deadline: '端末を待つ期限',
  verdictUntil: '端末からの知らせを待つ期限',
  requestedAt: '申し込み日時',
  endedAt: '終了日時',
  factsTitle: '申し込みの内容',
  model: '機種',
  number: '電話番号',
  channel: '申し込みの方法',
  channels: { web: 'オンライン(サインインした方)', shop: '店舗の窓口' },
  shop: '店舗',
  documents: '確認した書類',
  reservation: '来店予約',
  reservations: { yes: 'あり', no: 'なし' },
  customerPresent: 'ご本人の来店',
  presences: { yes: 'ご本人が来店(窓口の担当者の確認による)', no: '来店なし' },
  approvalTitle: '別の担当者の承認',
  approved: '承認されました',
  notYetApproved: 'まだ承認されていません',
  notApproved: '承認されませんでした',
  approvalWhy: '承認が必要な理由',
  approvalReasons: {
    'customer-absent': 'ご本人が来店していないため',
    'clerk-over-soft-limit': '同じ窓口での申し込みが続いたため',
    'reached-lately': 'この回線の端末に最近、命令を送ったため',
    'line-limit': 'この回線への申し込みが続いたため',
  },
  contested: '「自分ではない」という知らせを受けています。担当者が確認しています。',
  notMeTitle: 'この申し込みに心当たりがないとき',
  notMe: {
    possible:
      'すぐに、この画面で取り消してください。お送りしたメールやSMSの「お心当たりがない場合」のリンクからもお知らせいただけます。パスワードも変えてください。',
    over: 'お送りしたメールやSMSの「お心当たりがない場合」のリンクからお知らせください。パスワードも変えてください。',
  },
  cancel: {
    title: '取り消し',
    text: {
      possible:
        '端末が見つかったときなどは、取り消せます。まだ命令が送られていなければ、確実に取り消されます。',
      issued:
        '命令を送ったあとですが、取り消しを申し出られます。間に合ったかどうかは、端末の知らせで分かります。',
    },
    open: '申し込みを取り消す',
    dialogTitle: (model: string) => `${model}の初期化を取り消しますか`,
    dialogText:
      '取り消すと、この申し込みでは端末は消去されません。なくした端末が他人の手にあるときは、取り消さないでください。',
    confirm: '取り消す',
    keep: '取り消さずに戻る',
    done: '確実に取り消されました。',
    tooLate: '端末が消去を始めたあとのため、取り消せません。',
    words: {
      'not-known-yet':
        'ご希望を受け付けました。命令を送ったあとのため、取り消しが間に合うかどうかは、まだ分かりません。分かりしだい、この画面に出ます。',
      'too-late': '端末が消去を始めたあとのため、取り消せませんでした。',
      'wipe-ended': 'この申し込みは、すでに終わっています。',
      'wipe-not-found': 'この手続きは見つかりません。',
    },
  },
  recordReady: 'この初期化の記録ができています。',
  recordSoon: 'この初期化の記録を作っています。',
};
