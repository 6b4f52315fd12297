/** A visit to a shop should be booked; that is a wish, not a condition (R9, R36, A11). */
import type { Rule } from '../rule.ts';

export const counterReservation: Rule = {
  name: 'counter-reservation',
  requirements: ['R9', 'R36', 'A11'],
  effect: 'warn',
  code: 'W_NO_RESERVATION',
  referrals: [],
  judge({ applicant }) {
    if (applicant.channel !== 'shop') return 'not-applicable';
    return applicant.hasReservation ? 'met' : 'not-met';
  },
};
