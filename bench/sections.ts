/** All sections, in the order in which they run. */
import { bundles } from './bundles.ts';
import { calls } from './calls.ts';
import { catalogue } from './catalogue.ts';
import { operations } from './console.ts';
import { eligibility } from './eligibility.ts';
import { idle } from './idle.ts';
import { pages } from './pages.ts';
import { price } from './price.ts';
import type { Section } from './section.ts';
import { throughput } from './throughput.ts';
import { times } from './times.ts';

export const SECTIONS: readonly Section[] = [
  bundles,
  catalogue,
  eligibility,
  pages,
  operations,
  calls,
  price,
  idle,
  throughput,
  times,
];
