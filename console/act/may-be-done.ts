/** Whether what was sent may have been done, though no answer says so. */
import type { Failure } from '#browser/api/failure.ts';

/** Problems of the server's kind with which the service says for certain that nothing was done, or what was. */
const CERTAIN: readonly string[] = ['busy', 'run-not-started'];

export function mayBeDone(failure: Failure): boolean {
  switch (failure.kind) {
    case 'unreachable':
      return true;
    case 'unreadable':
      return !isRefusal(failure.status);
    case 'problem':
      return !isRefusal(failure.problem.status) && !CERTAIN.includes(failure.problem.code);
    case 'signed-out':
    case 'step-up':
      return false;
  }
}

const isRefusal = (status: number) => status >= 400 && status < 500;
