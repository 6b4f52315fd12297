/** Loaded before Jest, in its main process and in its workers. */
import '#bin/compile-cache.ts';

// Once a worker has nothing left to do, taking its heap apart may last longer than the half second that Jest gives it.
// The main process is left alone: Jest sets its exit code in a later listener.
if (process.env['JEST_WORKER_ID'] !== undefined) process.once('exit', () => process.exit());
