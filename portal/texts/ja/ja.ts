/** The catalogue in Japanese, the first one: its shape is what every language has to fill. */
import { common } from './common.ts';
import { eligibility } from './eligibility.ts';
import { lines } from './lines.ts';
import { record } from './record.ts';
import { request } from './request.ts';
import { stepUp } from './step-up.ts';
import { welcome } from './welcome.ts';
import { wipe } from './wipe.ts';

export const ja = {
  common,
  welcome,
  eligibility,
  lines,
  request,
  stepUp,
  wipe,
  record,
};
