/** Loaded before Jest, in its main process and in its workers. */
import '#bin/compile-cache.ts';

// Once a worker has nothing left to do, taking its heap apart may last longer than the half second that Jest gives it.
process.once('exit', () => process.exit());
