/** What the first screen says in Japanese, and what stands around every page. */
import { failure } from './failure.ts';
import { frame } from './frame.ts';
import { session } from './session.ts';
import { welcome } from './welcome.ts';

export const jaFirst = { frame, session, failure, welcome };
