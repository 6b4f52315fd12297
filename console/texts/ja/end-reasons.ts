/** Why wipes end without erasing, by code: the words of `functions/contract/end-reasons.ts` in Japanese. */
import type { EndReasonCode } from '#functions/contract/end-reasons.ts';

interface Words {
  readonly means: string;
  readonly todo: string;
}

const DEFECT = 'サービスの命令の鍵と、端末に登録済みの公開鍵を見比べてください。';
const MAKER = '同じ機種で多いときは、製造元に知らせてください。';
const MAY_ASK_AGAIN = '対応は要りません。契約者はもう一度申し込めます。';

export const reasons: Readonly<Record<EndReasonCode, Words>> = {
  deadline: {
    means: '申し込みの期限までに、端末が命令を受け取りに来ませんでした。',
    todo: MAY_ASK_AGAIN,
  },
  'approval-lapsed': {
    means: '期限までに、承認者が判断しませんでした。',
    todo: '多いときは、勤務中の承認者が足りていない可能性があります。',
  },
  rejected: {
    means: '承認者が却下しました。',
    todo: '監査の記録で理由を読んでください。同じ窓口担当者で続くときは確かめてください。',
  },
  'ownership-changed': {
    means: '回線の契約者が変わったか、契約が終わりました。',
    todo: '対応は要りません。',
  },
  'enrolled-anew': {
    means: '命令を送る前に、端末が登録し直されました。',
    todo: '対応は要りません。契約者に知らせてあり、新しい登録を対象に申し込めます。',
  },
  'not-eligible': {
    means: 'サービスの条件を満たさなくなりました。',
    todo: 'その初期化の「判定の理由」を確かめてください。',
  },
  'consent-missing': {
    means: '申し込み時に同意を得ていない注意事項が、新たに該当しました。',
    todo: '対応は要りません。申し込み直すときに確かめます。',
  },
  'not-received': {
    means: '命令を送りましたが、端末は受け取っていないと署名して知らせました。',
    todo: MAY_ASK_AGAIN,
  },
  'no-word': {
    means: '命令を送りましたが、どうなったかを示すものがありません。',
    todo: '対応は要りません。消去のあとに通信できない端末は多く、次に登録されたときに分かります。',
  },
  'internal-not-erased': {
    means: '端末が本体を消去できませんでした。',
    todo: MAKER,
  },
  failed: { means: '端末が消去できませんでした。理由の通知はありません。', todo: MAKER },
  'bad-signature': { means: '端末が命令の署名を受け付けませんでした。', todo: DEFECT },
  'unknown-key': { means: '署名した鍵が、端末に登録されていません。', todo: DEFECT },
  'wrong-algorithm': { means: '端末が命令の署名方式を受け付けませんでした。', todo: DEFECT },
  'wrong-audience': {
    means: '命令は、別の登録に宛てたものでした。',
    todo: '直ちに調べてください。命令が、宛先でない端末に届いています。',
  },
  'counter-rollback': {
    means: '端末は、この命令より新しい命令をすでに見ています。',
    todo: '多いときは、サービスの中で時計がずれている可能性があります。',
  },
  malformed: {
    means: '端末が命令を読めませんでした。',
    todo: '端末のアプリの版を確かめてください。',
  },
  other: {
    means: '端末が独自の理由を知らせました。',
    todo: 'その端末のアプリの説明で調べてください。',
  },
};
