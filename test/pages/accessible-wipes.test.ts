/** The page of a wipe, in every state, for everybody. Apart from the others, so that two run at a time. */
import { everybodyCanUse } from './for-everybody.ts';
import { isOfWipe, pageStates } from './states.ts';

everybodyCanUse((await pageStates()).filter(isOfWipe));
