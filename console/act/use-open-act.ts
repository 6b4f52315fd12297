/** Which act's dialog is open: at first the one that somebody was at before they signed in once more. */
import { useState } from 'react';
import { type Draft, readDraft } from './draft.ts';

/** What is about to be done, and to what. */
export type OpenAct = Pick<Draft, 'act' | 'subjects'>;

/** `isOurs` says whether a draft belongs to this place. */
export function useOpenAct(isOurs: (draft: OpenAct) => boolean) {
  const [open, setOpen] = useState<OpenAct | undefined>(() => {
    const draft = readDraft();
    return draft !== undefined && isOurs(draft) ? draft : undefined;
  });
  return { open, begin: setOpen, end: () => setOpen(undefined) } as const;
}
