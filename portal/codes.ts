/** The words for what the service answers as codes: reasons, warnings, notices, referrals, documents. */

import type { Language } from '#browser/language.ts';
import { DOCUMENT_TEXTS } from '#domain/eligibility/documents.ts';
import {
  NOTICE_TEXTS,
  OUTCOME_TEXTS,
  REASON_TEXTS,
  REFERRAL_TEXTS,
} from '#domain/eligibility/texts.ts';

type Words = Readonly<Record<Language, string>>;

const WORDS: ReadonlyMap<string, Words> = new Map(
  [OUTCOME_TEXTS, REASON_TEXTS, REFERRAL_TEXTS, NOTICE_TEXTS, DOCUMENT_TEXTS].flatMap((texts) =>
    Object.entries<Words>(texts),
  ),
);

/** The code itself where the service has come to have one that these pages do not know. */
export const wordsOfCode = (code: string, language: Language): string =>
  WORDS.get(code)?.[language] ?? code;
