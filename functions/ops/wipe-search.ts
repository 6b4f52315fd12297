/** What a list of wipes may be asked for, and which wipes fit. */
import * as z from 'zod/mini';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import { looksLikePhoneNumber } from '../contract/phone-number-like.ts';
import type { WipeRow } from '../store/wipe-lists.ts';

const text = z.string().check(z.minLength(1), z.maxLength(128));
const time = z.pipe(
  z.string().check(z.iso.datetime({ offset: true })),
  z.transform((said) => Date.parse(said)),
);
const states = z.array(z.enum(STATE_NAMES)).check(z.maxLength(STATE_NAMES.length));

/** The most wipes on a page, and as many as there are where nothing is said. */
export const MOST_ON_A_PAGE = 100;
const USUAL_PAGE = 50;

/** A misspelt parameter is refused: without it the answer would look like one to another question. */
export const WipeSearch = z.strictObject({
  /** One or several, parted by commas. */
  state: z.optional(
    z.pipe(
      z.string().check(z.maxLength(200)),
      z.pipe(
        z.transform((said: string) => said.split(',')),
        states,
      ),
    ),
  ),
  model: z.optional(text),
  channel: z.optional(z.enum(['web', 'shop'])),
  shop: z.optional(text),
  /** The clerk's person. */
  clerk: z.optional(text),
  /** Its id. Somebody's number is refused, so that nobody comes to put one into an address. */
  line: z.optional(
    z.string().check(
      z.regex(/^[A-Za-z0-9-]{1,64}$/),
      z.refine((said) => !looksLikePhoneNumber(said)),
    ),
  ),
  wipe: z.optional(z.string().check(z.refine((said) => parseWipeId(said) !== undefined))),
  from: z.optional(time),
  to: z.optional(time),
  stuck: z.optional(z.literal('true')),
  after: z.optional(z.string()),
  limit: z._default(
    z.pipe(
      z.string().check(z.regex(/^[0-9]{1,3}$/)),
      z.pipe(
        z.transform((digits: string) => Number(digits)),
        z.int().check(z.gte(1), z.lte(MOST_ON_A_PAGE)),
      ),
    ),
    USUAL_PAGE,
  ),
});
export type WipeSearch = z.output<typeof WipeSearch>;

/** Whether a wipe is among those that are asked for. */
export function fits(row: WipeRow, search: WipeSearch): boolean {
  const { state, model, channel, shop, clerk, line, wipe, from, to } = search;
  const wanted = <Value>(one: Value | undefined, value: Value | undefined) =>
    one === undefined || one === value;
  return (
    (state === undefined || state.includes(row.state)) &&
    wanted(model, row.model) &&
    wanted(channel, row.channel) &&
    wanted(shop, row.visit?.shop) &&
    (clerk === undefined || (row.channel === 'shop' && row.requestedBy === clerk)) &&
    wanted(line, row.lineId) &&
    wanted(wipe, row.wipeId) &&
    (from === undefined || row.requestedAt >= from) &&
    (to === undefined || row.requestedAt <= to)
  );
}
