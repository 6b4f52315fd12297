/** All sections, in the order in which they run. */
import { bundles } from './bundles.ts';
import type { Section } from './section.ts';
import { throughput } from './throughput.ts';

export const SECTIONS: readonly Section[] = [bundles, throughput];
