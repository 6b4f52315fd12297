/** The catalogue in Japanese, the first one: its shape is what every language has to fill. */
import { approvals } from './approvals.ts';
import { contest } from './contest.ts';
import { countdown } from './countdown.ts';
import { counter } from './counter.ts';
import { eligibility } from './eligibility.ts';
import { guide } from './guide.ts';
import { jaFirst } from './ja-first.ts';
import { lines } from './lines.ts';
import { models } from './models.ts';
import { record } from './record.ts';
import { request } from './request.ts';
import { stepUp } from './step-up.ts';
import { wipe } from './wipe.ts';

export const ja = {
  ...jaFirst,
  lines,
  eligibility,
  request,
  stepUp,
  wipe,
  record,
  countdown,
  counter,
  approvals,
  models,
  guide,
  contest,
};
