/** A shop needs to see identity documents (R10, R36). */
import type { Rule } from '../rule.ts';

export const counterDocuments: Rule = {
  name: 'counter-documents',
  requirements: ['R8', 'R10', 'R36', 'A11', 'A12'],
  effect: 'refuse',
  code: 'X_DOCUMENTS_MISSING',
  referrals: ['F_SHOP_COUNTER'],
  judge({ applicant }) {
    if (applicant.channel !== 'shop') return 'not-applicable';
    return applicant.hasDocuments ? 'met' : 'not-met';
  },
};
