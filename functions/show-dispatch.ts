/** `GET /v1/ops/dispatch`: whether commands go out, what is proposed, and the verified journal of it. */
import type * as z from 'zod/mini';
import { dynamo } from './aws/dynamo.ts';
import type { DispatchView } from './contract/dispatch-bodies.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { callerIn } from './http/person.ts';
import { json } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { dispatchPosition } from './ops/dispatch-position.ts';
import { journalView, knownPlaceOf, unlessBroken } from './ops/journal-view.ts';
import { type DispatchSwitch, switchIn } from './store/switch.ts';

interface Dependencies {
  readonly dispatchSwitch: Pick<DispatchSwitch, 'position' | 'history'>;
  readonly now: () => number;
}

export const showDispatch =
  ({ dispatchSwitch, now }: Dependencies): ApiHandler =>
  async (event) => {
    callerIn(event, 'ops');
    const known = knownPlaceOf(event);
    const position = await unlessBroken(dispatchSwitch.position());
    const journal = journalView(await dispatchSwitch.history(known));
    const answer: z.infer<typeof DispatchView> = {
      ...dispatchPosition(position, now()),
      journal,
    };
    return json(200, answer);
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-dispatch');
  return { dispatchSwitch: switchIn(dynamo(), environment.GOVERNOR_TABLE), now: Date.now };
};

export const handler = api(showDispatch(dependencies())).use(signedIn());
