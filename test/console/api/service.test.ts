/** What does something is not sent while nothing is to be done; what only asks is. */
import { describe, expect, test } from '@jest/globals';
import type { Api, Call } from '#browser/api/call.ts';
import { type Service, serviceOver } from '#console/api/service.ts';

type Sends = (service: Service) => unknown;

const REASON = 'It has to be';

const ACTS: Readonly<Record<string, Sends>> = {
  hold: ({ act }) => act('w.1', 'hold', REASON),
  cancellation: ({ cancel }) => cancel('w.1', REASON),
  approval: ({ decide }) => decide('w.1', 'approval', { requestHash: 'h', reason: REASON }),
  pause: ({ pause }) => pause(REASON),
  withdrawal: ({ propose }) => propose('withdrawal', REASON),
  'confirmation of it': ({ confirm }) => confirm('withdrawal', { proposal: 1, reason: REASON }),
  reinstatement: ({ proposeReinstatement }) => proposeReinstatement('p-clerk', REASON),
  'confirmation of that': ({ confirmReinstatement }) =>
    confirmReinstatement('p-clerk', { proposal: 1, reason: REASON }),
};
const QUESTIONS: Readonly<Record<string, Sends>> = {
  wipes: ({ wipes }) => wipes(new URLSearchParams()),
  'why of stated facts': ({ explain }) => explain({} as never),
};

/** The service, and the calls that it made. */
function watched(readOnly: boolean) {
  const calls: Call<never>[] = [];
  const call = (async (made: Call<never>) => {
    calls.push(made);
    return { ok: 'same', retryAfter: undefined };
  }) as Api['call'];
  return { calls, service: serviceOver({ call }, { readOnly }) };
}

describe.each(Object.entries(ACTS))('%s', (_name, send) => {
  test('is sent', () => {
    const { calls, service } = watched(false);

    send(service);

    expect(calls).toMatchObject([{ method: 'POST' }]);
  });

  test('is not while read-only', () => {
    const { calls, service } = watched(true);

    expect(() => send(service)).toThrow('read-only');
    expect(calls).toEqual([]);
  });
});

test.each(Object.entries(QUESTIONS))('%s: asked for while read-only too', (_name, ask) => {
  const { calls, service } = watched(true);

  ask(service);

  expect(calls).toHaveLength(1);
});
