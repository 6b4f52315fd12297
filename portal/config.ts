/** What the deployment tells the portal. */
import * as z from 'zod/mini';
import { SignInConfig } from '#browser/config.ts';

export const Config = z.object({
  ...SignInConfig.shape,
  /** Days that a wipe waits for its handset where the request says nothing. */
  deadlineDays: z.optional(z.int()),
  /** Pages of the carrier's own, where the deployment names them. */
  links: z.object({
    /** Where a visit to a shop is booked. */
    booking: z.optional(z.url()),
    /** Where a phone or its wallet is locked. */
    lock: z.optional(z.url()),
    /** Where the help desk is reached: a page, or a telephone (`tel:`). */
    contact: z.optional(z.url()),
  }),
});
export type Config = z.infer<typeof Config>;
