/** The words for the end of a wipe, in Japanese and English. */
import type { WipeState } from '#domain/wipe/states.ts';
import type { Language, Words } from '../words.ts';

const ENDS: Readonly<Record<Language, Partial<Record<WipeState, Words>>>> = {
  ja: {
    erased: {
      subject: '遠隔初期化が完了しました',
      text: '端末の初期化が完了しました。記録はお申し込みの画面からご覧いただけます。',
    },
    unconfirmed: {
      subject: '遠隔初期化の結果を確認できていません',
      text: '命令は送りましたが、端末からの完了の知らせをまだ受け取れていません。',
    },
    failed: {
      subject: '遠隔初期化ができませんでした',
      text: '端末を初期化できませんでした。理由はお申し込みの画面でご確認ください。',
    },
    refused: {
      subject: '遠隔初期化は実行されませんでした',
      text: 'お申し込みの条件が満たされなくなったため、実行されませんでした。端末は消去されていません。',
    },
    rejected: {
      subject: '遠隔初期化は承認されませんでした',
      text: '承認されなかったため、実行されませんでした。端末は消去されていません。',
    },
    cancelled: {
      subject: '遠隔初期化を取り消しました',
      text: 'お申し込みは確実に取り消されました。端末は消去されません。',
    },
    expired: {
      subject: '遠隔初期化の期限が過ぎました',
      text: '期限までに初期化を始められなかったため、実行されませんでした。端末は消去されていません。',
    },
  },
  en: {
    erased: {
      subject: 'The remote wipe is complete',
      text: 'The phone has been erased. You will find the signed record where you asked for the wipe.',
    },
    unconfirmed: {
      subject: 'The result of the remote wipe is not known',
      text: 'The command was sent, but the phone has not yet told us that it is done.',
    },
    failed: {
      subject: 'The remote wipe did not succeed',
      text: 'The phone could not be erased. You will find the reason where you asked for the wipe.',
    },
    refused: {
      subject: 'The remote wipe was not carried out',
      text: 'The conditions for it no longer hold. The phone has not been erased.',
    },
    rejected: {
      subject: 'The remote wipe was not approved',
      text: 'It was not approved and not carried out. The phone has not been erased.',
    },
    cancelled: {
      subject: 'The remote wipe is cancelled',
      text: 'Your request is cancelled for certain. The phone will not be erased.',
    },
    expired: {
      subject: 'The remote wipe has expired',
      text: 'The wipe could not begin in time and nothing was done. The phone has not been erased.',
    },
  },
};

/** An open wipe has none. */
export function wordsOfEnd(state: WipeState, language: Language): Words | undefined {
  return ENDS[language][state];
}
