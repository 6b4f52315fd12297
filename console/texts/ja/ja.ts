/** The catalogue in Japanese, the first one: its shape is what every language has to fill. */
import { common } from './common.ts';
import { dispatch } from './dispatch.ts';
import { health } from './health.ts';
import { why } from './why.ts';
import { wipe } from './wipe.ts';
import { wipes } from './wipes.ts';

export const ja = { common, wipes, wipe, dispatch, why, health };
