/** Words of the reason that every act takes. */
import type { Texts } from '../texts.ts';

export const reason: Texts['reason'] = {
  label: 'Reason',
  hint: 'It stays in the audit. Write no phone number and no name.',
  missing: 'Give a reason.',
};
