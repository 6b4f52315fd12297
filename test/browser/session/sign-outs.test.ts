import { afterEach, expect, test } from '@jest/globals';
import type { SessionState } from '#browser/session/session.ts';
import { followSignOuts } from '#browser/session/sign-outs.ts';
import { until } from '#demo/until.ts';

/** A session that says whatever it is told to, and counts what it hears. */
class SomeSession {
  state: SessionState = { kind: 'signed-out', leftOpen: false };
  heard = 0;
  #tell = () => {};

  listen(listener: () => void) {
    this.#tell = listener;
    return () => {};
  }

  become(state: SessionState): void {
    this.state = state;
    this.#tell();
  }

  endedElsewhere(): void {
    this.heard += 1;
  }
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function aTab(): SomeSession {
  const session = new SomeSession();
  open.push(followSignOuts(session));
  return session;
}

test('a sign-out is told to every other tab, once and at its beginning', async () => {
  const [one, second, third] = [aTab(), aTab(), aTab()];

  one.become({ kind: 'signing-out', failed: false });
  one.become({ kind: 'signing-out', failed: true });
  second.become({ kind: 'signed-out', why: 'elsewhere', leftOpen: false });

  await until('the other tabs to hear', () => (second.heard && third.heard) || undefined);
  expect([one.heard, second.heard, third.heard]).toEqual([0, 1, 1]);
});
