/** The words of mail and SMS, in Japanese and English. None names a number, a place or a person. */
import type { WipeState } from '#domain/wipe/states.ts';
import type { Announcement } from './announcement.ts';

export type Language = 'ja' | 'en';

/** What a message says: a subject for mail, a text for both. */
export interface Words {
  readonly subject: string;
  readonly text: string;
}

/** Wakes the app on the handset; a person who reads it is not troubled by it. */
export const WAKE_UP_SMS = '遠隔初期化サービス:端末の確認をしています。/ Remote wipe: checking in.';

export const codeSms = (code: string) =>
  `遠隔初期化の登録コード: ${code} (10分間有効) / Remote wipe enrolment code: ${code}`;

const STEP_UP: Readonly<Record<Language, (code: string) => Words>> = {
  ja: (code) => ({
    subject: '遠隔初期化の確認コード',
    text: `確認コード: ${code} (5分間有効)。お心当たりがない場合は、このコードを誰にも伝えず、パスワードを変更してください。`,
  }),
  en: (code) => ({
    subject: 'Your code for the remote wipe',
    text: `Code: ${code} (valid for 5 minutes). If this was not you, tell it to nobody and change your password.`,
  }),
};

/** The words around a code that stands for a second factor. */
export const wordsOfStepUp = (code: string, language: Language): Words => STEP_UP[language](code);

const ENDS: Readonly<Record<Language, Partial<Record<WipeState, Words>>>> = {
  ja: {
    erased: {
      subject: '遠隔初期化が完了しました',
      text: '端末の初期化が完了しました。証明書はお申し込みの画面からご覧いただけます。',
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
      text: '期限までに端末とつながらなかったため、実行されませんでした。端末は消去されていません。',
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
      text: 'The phone was not reached in time and nothing was done. It has not been erased.',
    },
  },
};

/** The words for the end of a wipe. An open wipe has none. */
export function wordsOfEnd(state: WipeState, language: Language): Words | undefined {
  return ENDS[language][state];
}

type EnrolmentEvent = Extract<Announcement, { about: 'enrolment' }>['event'];

const ENROLMENTS: Readonly<Record<Language, Record<EnrolmentEvent, Words>>> = {
  ja: {
    enrolled: {
      subject: '回線に新しい端末が登録されました',
      text: '回線に端末が登録されました。お心当たりがない場合は、すぐにお申し込みの画面をご確認ください。',
    },
    'enrolled-elsewhere': {
      subject: 'お使いの端末が別の回線に登録されました',
      text: 'この回線に登録されていた端末が別の回線に登録され、この回線からは初期化できなくなりました。お心当たりがない場合は、すぐにご連絡ください。',
    },
    refused: {
      subject: '端末の登録を止めました',
      text: '初期化の手続き中の端末が登録し直されようとしたため、登録を止めました。手続きは続いています。',
    },
  },
  en: {
    enrolled: {
      subject: 'A handset was registered on your line',
      text: 'A handset was registered on your line. If this was not you, please check your lines at once.',
    },
    'enrolled-elsewhere': {
      subject: 'A handset of your line was registered on another line',
      text: 'A handset of your line was registered on another line and can no longer be wiped from yours. If this was not you, please contact us at once.',
    },
    refused: {
      subject: 'A registration was stopped',
      text: 'A handset that is being wiped tried to register anew and was stopped. The wipe goes on.',
    },
  },
};

export function wordsOfEnrolment(event: EnrolmentEvent, language: Language): Words {
  return ENROLMENTS[language][event];
}
