/** The catalogue in English. */
import type { Texts } from '../texts.ts';
import { common } from './common.ts';
import { dispatch } from './dispatch.ts';
import { health } from './health.ts';
import { why } from './why.ts';
import { wipe } from './wipe.ts';
import { wipes } from './wipes.ts';

export const en: Texts = { common, wipes, wipe, dispatch, why, health };
