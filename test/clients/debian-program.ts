/** Programs that nobody here wrote, run as they are installed. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program, and the Debian package that brings it. */
export interface DebianProgram {
  /** Its name on `PATH`, or its path. */
  readonly command: string;
  readonly debianPackage: string;
}

/** What a program left. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/**
 * Starts a program with these variables, `PATH` and no others.
 * @throws Error that names the Debian package when the program is missing.
 */
export async function startProgram(
  { command, debianPackage }: DebianProgram,
  args: readonly string[],
  environment: Environment = {},
): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...environment },
  });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new Error(`${command} does not start: install the Debian package ${debianPackage}`, {
      cause,
    });
  }
  return child;
}

/** Runs a program to its end. @throws as `startProgram`. */
export async function runProgram(
  program: DebianProgram,
  args: readonly string[],
  environment: Environment = {},
): Promise<Outcome> {
  const child = await startProgram(program, args, environment);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  child.stdin.end();
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}
