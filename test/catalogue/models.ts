/** Models that tests put beside those of the catalogue. */
import type { Model } from '#catalogue/model.ts';

/** A model that the catalogue may get: a kids keitai sold after the one that is covered, and not listed as supported. */
export const LATER_KIDS: Model = {
  code: 'SK-41D',
  name: 'キッズケータイ',
  maker: 'Sharp',
  kind: 'kids_keitai',
  released: '2024-02',
  dualSim: 'no',
  mark: 'none',
  supported: 'unknown',
  confidence: 'low',
  source: 'own knowledge',
};
