/** How the carrier of some journeys has set up the service. */
import { NO_LIMITS } from '#demo/context.ts';

/** With everything to lead people to, and clerks who may ask for as much as they like. */
export const CARRIER = {
  ...NO_LIMITS,
  bookingUrl: 'https://booking.example.com/visit',
  contactUrl: 'tel:+81312345678',
} as const;
