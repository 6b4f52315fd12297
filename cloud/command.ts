/** What a command is, and what it may use of the terminal. */

export interface Terminal {
  /** One line of the result, on standard output. */
  print(line: string): void;
  /** The person's answer to a question, or undefined where nobody is asked: input is no terminal. */
  ask(question: string): Promise<string | undefined>;
  /** Ctrl-C. */
  readonly interruption: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** A phrase for the list of commands. */
  readonly summary: string;
  /** Its own help, whole. */
  readonly help: string;
  /** @throws Refusal */
  run(args: readonly string[], terminal: Terminal): Promise<void>;
}
