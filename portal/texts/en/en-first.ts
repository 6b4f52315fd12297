/** What the first screen says in English, and what stands around every page. */
import type { FirstTexts } from '../texts.ts';
import { failure } from './failure.ts';
import { frame } from './frame.ts';
import { session } from './session.ts';
import { welcome } from './welcome.ts';

export const enFirst: FirstTexts = { frame, session, failure, welcome };
