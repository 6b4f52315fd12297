/** The words for approvers and operations, each mail in both languages: ids and an address, nothing personal. */
import type { Announcement } from '../announcement.ts';
import { LANGUAGES, type Language, type Words } from '../words.ts';

type OperationsEvent = Extract<Announcement, { about: 'operations' }>['event'];
export type StaffEvent = OperationsEvent | 'approval-asked';

const STAFF: Readonly<Record<Language, Record<StaffEvent, Words>>> = {
  ja: {
    'approval-asked': {
      subject: '遠隔初期化: 承認待ち',
      text: '承認を待っている遠隔初期化があります。承認の画面に出ている期限までに、承認または却下してください。',
    },
    'clerk-suspended': {
      subject: '遠隔初期化: 店舗スタッフの停止',
      text: '申し込みの上限を超えたため、店舗スタッフの利用を止めました。調べたうえで、2名で再開を決めてください。',
    },
    'total-limit-reached': {
      subject: '遠隔初期化: 全体の上限',
      text: '全体の上限に達したため、続く遠隔初期化を保留しています。枠が空きしだい順に送られます。',
    },
    'wipe-contested': {
      subject: '遠隔初期化: 本人が心当たりなし',
      text: 'お知らせを受け取った人が、申し込みに心当たりがないと伝えました。保留はされていません。調べて、必要なら保留または取り消してください。',
    },
  },
  en: {
    'approval-asked': {
      subject: 'Remote wipe: approval wanted',
      text: 'A remote wipe waits for approval. Approve or reject it before the time that the page shows is over.',
    },
    'clerk-suspended': {
      subject: 'Remote wipe: clerk suspended',
      text: 'A clerk asked for more than the limit allows and was suspended. Look into it; two people may reinstate.',
    },
    'total-limit-reached': {
      subject: 'Remote wipe: total limit reached',
      text: 'The total limit is reached. Further wipes are held and let out in order as room frees.',
    },
    'wipe-contested': {
      subject: 'Remote wipe: contested',
      text: 'Somebody who was told of a wipe says that it was not them. Nothing is held by that: look into it, and hold or cancel it where that is due.',
    },
  },
};

/** `id` of what it is about, `at` the address of the page for it, where there is one. */
export function wordsForStaff(
  event: StaffEvent,
  { id, at }: { readonly id: string; readonly at: string | undefined },
): Words {
  const both = LANGUAGES.map((language) => STAFF[language][event]);
  return {
    subject: both.map(({ subject }) => subject).join(' / '),
    text: [...both.map(({ text }) => text), id, ...(at ? [at] : [])].join('\n'),
  };
}
