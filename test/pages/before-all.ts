/** Before the workers start: two of them would unpack the browser at once, and both make what one keeps for the other. */
import { keptAssembly } from '#demo/assemblies.ts';
import { unpackBrowser } from './browser.ts';
import { CARRIER } from './carrier.ts';

async function prepare(): Promise<void> {
  await unpackBrowser();
  await keptAssembly();
  await keptAssembly(CARRIER);
}

// Jest wants a default export.
export default prepare;
