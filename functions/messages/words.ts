/** What a message is made of. No text names a number, a place or a person. */

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a message says: a subject for mail, a text for both. */
export interface Words {
  readonly subject: string;
  readonly text: string;
}
