/** `GET /v1/approvals`: what an approver may decide on, what was decided, or what is their own. */
import * as z from 'zod/mini';
import { approvalStatus, wordOn } from '#domain/wipe/approval.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { approvalView, isTheirs } from './approval/view.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { queryOf } from './http/input.ts';
import { type Caller, callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { type Lines, linesIn } from './store/lines.ts';
import {
  type ApprovalCursor,
  readCursor,
  type Wipes,
  wipesIn,
  writeCursor,
} from './store/wipes.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'read'>;
  readonly wipes: Pick<Wipes, 'approvals' | 'read'>;
  readonly now: () => number;
}

const Query = z.object({
  /** `mine`: asked for or decided by the caller. */
  show: z.optional(z.enum(['to-decide', 'decided', 'mine'])),
  after: z.optional(z.string().check(z.maxLength(100))),
});
type Show = NonNullable<z.infer<typeof Query>['show']>;

export const listApprovals =
  ({ lines, wipes, now }: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'approver');
    const { show = 'to-decide', after } = queryOf(event, Query);
    const at = now();
    // What can still be decided stands at one end of the index, the most urgent first.
    const order = show === 'to-decide' ? ({ openAt: at } as const) : ({ newest: true } as const);

    const { keys, next } = await wipes.approvals({ ...order, after: cursorOf(after) });
    const found = await Promise.all(keys.map((key) => wipes.read(key)));
    const shown = found.flatMap((wipe) => wipe ?? []).filter(isShown(show, caller, at));
    const views = shown.map(async (wipe) =>
      approvalView(wipe, { line: await lines.read(wipe.lineId), caller, now: at }),
    );
    return json(200, {
      approvals: await Promise.all(views),
      ...(next && { next: writeCursor(next) }),
    });
  };

function cursorOf(after: string | undefined): ApprovalCursor | undefined {
  if (after === undefined) return undefined;
  const cursor = readCursor(after);
  if (cursor === undefined) throw new ProblemError('parameter-malformed', { parameter: 'after' });
  return cursor;
}

const isShown = (show: Show, caller: Caller, now: number) => (wipe: Wipe) => {
  if (!isTheirs(wipe, caller)) return false;
  const status = approvalStatus(wipe, now);
  if (show === 'to-decide') return status === 'to-decide';
  if (show === 'decided') return status === 'approved' || status === 'rejected';
  return [wipe.requestedBy, wordOn(wipe)?.person].includes(caller.person);
};

const dependencies = (): Dependencies => {
  const environment = readEnvironment('list-approvals');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(listApprovals(dependencies())).use(signedIn());
