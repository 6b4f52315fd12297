/** All rules, in the order in which the first refusal becomes the primary code: the device first, the counter late. */
import type { Rule } from './rule.ts';
import { ahamoApp } from './rules/ahamo-app.ts';
import { ahamoStart } from './rules/ahamo-start.ts';
import { appVerified } from './rules/app-verified.ts';
import { appleDevice } from './rules/apple-device.ts';
import { authenticationFactor } from './rules/authentication-factor.ts';
import { carrierLine } from './rules/carrier-line.ts';
import { counterDocuments } from './rules/counter-documents.ts';
import { counterReservation } from './rules/counter-reservation.ts';
import { dualSim } from './rules/dual-sim.ts';
import { esimOnly } from './rules/esim-only.ts';
import { handsetEnrolled } from './rules/handset-enrolled.ts';
import { irumoKeitai } from './rules/irumo-keitai.ts';
import { kidsKeitai } from './rules/kids-keitai.ts';
import { kindInScope } from './rules/kind-in-scope.ts';
import { knownModel } from './rules/known-model.ts';
import { lineReachable } from './rules/line-reachable.ts';
import { presetKnown } from './rules/preset-known.ts';
import { presetMade } from './rules/preset-made.ts';
import { samsungUpdate } from './rules/samsung-update.ts';
import { sha2 } from './rules/sha2.ts';
import { simKnown } from './rules/sim-known.ts';

export const RULES: readonly Rule[] = [
  appleDevice,
  kidsKeitai,
  kindInScope,
  carrierLine,
  knownModel,
  handsetEnrolled,
  ahamoStart,
  ahamoApp,
  appVerified,
  irumoKeitai,
  lineReachable,
  esimOnly,
  simKnown,
  dualSim,
  presetMade,
  presetKnown,
  authenticationFactor,
  counterDocuments,
  counterReservation,
  samsungUpdate,
  sha2,
];
