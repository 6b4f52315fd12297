/** The words for whatever eligibility says as codes: outcomes, reasons, warnings, referrals, notices, documents. */
import { DOCUMENT_TEXTS } from './documents.ts';
import { NOTICE_TEXTS, OUTCOME_TEXTS, REASON_TEXTS, REFERRAL_TEXTS } from './texts.ts';

type Language = 'ja' | 'en';
type Words = Readonly<Record<Language, string>>;

const WORDS: ReadonlyMap<string, Words> = new Map(
  [OUTCOME_TEXTS, REASON_TEXTS, REFERRAL_TEXTS, NOTICE_TEXTS, DOCUMENT_TEXTS].flatMap((texts) =>
    Object.entries<Words>(texts),
  ),
);

/** The code itself where the service has come to have one that is not known here: pages outlive a deployment. */
export const wordsOfCode = (code: string, language: Language): string =>
  WORDS.get(code)?.[language] ?? code;
