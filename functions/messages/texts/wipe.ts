/** The words for what the owner hears of a wipe on its way, in Japanese and English. */
import type { OWNER_NEWS } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Language, Words } from '../words.ts';
import { wordsOfEnd } from './end.ts';

type OwnerNews = (typeof OWNER_NEWS)[number];

/** A request at a shop is told as one: the owner may know nothing of it. */
type Told = Exclude<OwnerNews, 'ended' | 'requested'> | `requested-by-${Wipe['channel']}`;

const NEWS: Readonly<Record<Language, Record<Told, Words>>> = {
  ja: {
    'requested-by-web': {
      subject: '遠隔初期化のお申し込みを受け付けました',
      text: '端末の遠隔初期化のお申し込みを受け付けました。端末とつながり次第、端末のデータはすべて消去されます。',
    },
    'requested-by-shop': {
      subject: '店舗で遠隔初期化のお申し込みがありました',
      text: '店舗の窓口で、この回線の端末の遠隔初期化のお申し込みがありました。端末とつながり次第、端末のデータはすべて消去されます。',
    },
    'command-issued': {
      subject: '初期化の命令を端末に送りました',
      text: '端末とつながり、初期化の命令を送りました。結果がわかり次第、お知らせします。',
    },
    'cancel-requested': {
      subject: '取り消しのご希望を受け付けました',
      text: '初期化の命令を送った後のため、取り消しが間に合うかどうかはまだわかりません。わかり次第、お知らせします。',
    },
  },
  en: {
    'requested-by-web': {
      subject: 'Your remote wipe was requested',
      text: 'We received a request to wipe a phone of yours. All data on it will be erased as soon as it is reached.',
    },
    'requested-by-shop': {
      subject: 'A shop requested a remote wipe for your line',
      text: 'A shop asked, at its counter, for the phone of this line to be wiped. All data on it will be erased as soon as it is reached.',
    },
    'command-issued': {
      subject: 'The command to erase was sent to the phone',
      text: 'The phone was reached and the command to erase was sent to it. You will hear of the result.',
    },
    'cancel-requested': {
      subject: 'Your wish to cancel was noted',
      text: 'The command to erase had already been sent, so we do not know yet whether it can be cancelled. You will hear of it.',
    },
  },
};

/** What the owner is told of a wipe as it is now. `ended` has words for a wipe that has ended only. */
export function wordsOfWipe(
  event: OwnerNews,
  { state, channel, language }: Pick<Wipe, 'state' | 'channel' | 'language'>,
): Words | undefined {
  if (event === 'ended') return wordsOfEnd(state, language);
  const told = event === 'requested' ? (`requested-by-${channel}` as const) : event;
  return NEWS[language][told];
}

const NOT_ME: Readonly<Record<Language, string>> = {
  ja: 'お心当たりがない場合は、こちらからお知らせください:',
  en: 'If this was not you, tell us here:',
};

/** The words with the link by which whoever reads them may say "this was not me". */
export function withLink({ subject, text }: Words, language: Language, link: string): Words {
  return { subject, text: `${text}\n${NOT_ME[language]}\n${link}` };
}
