/** The words for what becomes of a line's handsets, in Japanese and English. */
import type { Announcement } from '../announcement.ts';
import type { Language, Words } from '../words.ts';

type EnrolmentEvent = Extract<Announcement, { about: 'enrolment' }>['event'] | 'code-guessed';

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
    'code-guessed': {
      subject: '端末の登録が何度も試されました',
      text: 'この回線で誤った登録コードが何度も入力されたため、そのコードを無効にしました。新しい端末は登録されていません。お心当たりがない場合は、SIMが手元にあるかご確認ください。',
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
    'code-guessed': {
      subject: 'Somebody tried to register a handset on your line',
      text: 'Wrong codes were entered again and again, so the code was made void. No handset was registered. If this was not you, please check that your SIM is where it should be.',
    },
  },
};

export function wordsOfEnrolment(event: EnrolmentEvent, language: Language): Words {
  return ENROLMENTS[language][event];
}
