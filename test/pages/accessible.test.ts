/** Every page but that of a wipe, in every state, for everybody. */
import { everybodyCanUse } from './for-everybody.ts';
import { isOfWipe, pageStates } from './states.ts';

everybodyCanUse((await pageStates()).filter((state) => !isOfWipe(state)));
