/** Before the workers start: two of them would unpack the browser at once, and one start what the other still writes. */
import { unpackBrowser } from './browser.ts';

// Jest wants a default export.
export default unpackBrowser;
