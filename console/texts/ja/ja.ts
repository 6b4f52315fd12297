/** The catalogue in Japanese, the first one: its shape is what every language has to fill. */
import { approvals } from './approvals.ts';
import { clerk } from './clerk.ts';
import { countdown } from './countdown.ts';
import { dispatch } from './dispatch.ts';
import { failures } from './failures.ts';
import { frame } from './frame.ts';
import { health } from './health.ts';
import { limits } from './limits.ts';
import { proposals } from './proposals.ts';
import { reason } from './reason.ts';
import { signIn } from './sign-in.ts';
import { terms } from './terms.ts';
import { why } from './why.ts';
import { wipe } from './wipe.ts';
import { wipes } from './wipes.ts';

export const ja = {
  frame,
  signIn,
  terms,
  failures,
  reason,
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
