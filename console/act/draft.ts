/** What somebody is about to do: kept, so that they come back to it after they signed in once more. */
import * as z from 'zod/mini';
import { forget, keep, readKept } from '#browser/session/kept.ts';

const DRAFT = 'act';

const Draft = z.object({
  /** Of the dialog. */
  act: z.string(),
  /** What it is done to: a wipe, a proposal, several wipes. */
  subjects: z.array(z.string()),
  reason: z.string(),
});
export type Draft = z.infer<typeof Draft>;

export const keepDraft = (draft: Draft): void => keep(DRAFT, draft);
export const readDraft = (): Draft | undefined => readKept(DRAFT, Draft);
export const forgetDraft = (): void => forget(DRAFT);
