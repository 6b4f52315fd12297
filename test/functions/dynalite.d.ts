/** The one function that tests call of dynalite, which has no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A server that keeps its tables in memory. */
  function dynalite(options: { createTableMs: number }): Server;
  export = dynalite;
}
