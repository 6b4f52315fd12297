/** Why a command does not do what was asked: one sentence for the person, and how the program ends. */

export class Refusal extends Error {
  /** 1: it cannot be done now. 2: the command line is wrong. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refusal';
    this.exitCode = exitCode;
  }
}

/** @throws Refusal of a wrong command line. */
export function misused(message: string): never {
  throw new Refusal(message, 2);
}
