/** Counts one wipe for one call: at all limits or at none, and takes back what no stored wipe stands for. */
import { randomBytes } from 'node:crypto';
import { keyOfPlace, type Limit, placeOf } from '#domain/governor/limits.ts';
import type { Counting, Counts } from '../store/counts.ts';

export type CountedAt =
  | { readonly full: Limit }
  | {
      readonly full?: never;
      /** As the wipe keeps them in `countedIn`. */
      readonly places: readonly string[];
      /** How many count at each limit, in the order of the limits. */
      readonly sizes: readonly number[];
    };

export interface WipeCount {
  /** Counts at all limits, at an instant; where one is full, at none. */
  count(limits: readonly Limit[], at: number): Promise<CountedAt>;
  /**
   * Takes back what this call counted anywhere but where the wipe, as it is stored, counts. Called when it is known what
   * is stored: after a failure of unknown outcome what was counted stays, for it may stand for a wipe.
   */
  keepOnly(countedIn?: readonly string[]): Promise<void>;
}

/** A count of the wipe that is told apart from every other one of the same wipe. */
export function countWipe(counts: Pick<Counts, 'add' | 'takeBack'>, wipeId: string): WipeCount {
  const counted = { wipeId, call: randomBytes(6).toString('base64url') };
  const places = new Set<string>();

  const takeBack = async (place: string) => {
    await counts.takeBack(keyOfPlace(place), counted);
    places.delete(place);
  };

  return {
    async count(limits, at) {
      const added: Counting[] = [];
      for (const limit of limits) {
        const counting = await counts.add(limit, at, counted);
        if (counting === undefined) {
          for (const { shard } of added) await takeBack(placeOf(shard));
          return { full: limit };
        }
        added.push(counting);
        places.add(placeOf(counting.shard));
      }
      const sizes = added.map(({ size }) => size);
      return { places: added.map(({ shard }) => placeOf(shard)), sizes };
    },

    async keepOnly(countedIn = []) {
      for (const place of [...places]) if (!countedIn.includes(place)) await takeBack(place);
    },
  };
}
