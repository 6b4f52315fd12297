/** Before the workers start: two of them would unpack the browser at once, and both make what one keeps for the other. */
import { unpackBrowser } from './browser.ts';

// Jest wants a default export.
export default unpackBrowser;
