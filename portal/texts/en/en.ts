/** The catalogue in English. */
import type { Texts } from '../texts.ts';
import { common } from './common.ts';
import { eligibility } from './eligibility.ts';
import { lines } from './lines.ts';
import { record } from './record.ts';
import { request } from './request.ts';
import { stepUp } from './step-up.ts';
import { welcome } from './welcome.ts';
import { wipe } from './wipe.ts';

export const en: Texts = {
  common,
  welcome,
  eligibility,
  lines,
  request,
  stepUp,
  wipe,
  record,
};
