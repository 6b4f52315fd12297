/** The catalogue in English. */
import type { Texts } from '../texts.ts';
import { approvals } from './approvals.ts';
import { clerk } from './clerk.ts';
import { common } from './common.ts';
import { countdown } from './countdown.ts';
import { dispatch } from './dispatch.ts';
import { health } from './health.ts';
import { limits } from './limits.ts';
import { proposals } from './proposals.ts';
import { why } from './why.ts';
import { wipe } from './wipe.ts';
import { wipes } from './wipes.ts';

export const en: Texts = {
  common,
  wipes,
  wipe,
  dispatch,
  limits,
  proposals,
  countdown,
  clerk,
  approvals,
  why,
  health,
};
