/** The words around a code that stands for a second factor, in Japanese and English. */
import type { Language, Words } from '../words.ts';

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

export const wordsOfStepUp = (code: string, language: Language): Words => STEP_UP[language](code);
