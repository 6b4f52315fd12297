/** A run of a wipe's workflow with its whole history, page after page. */
import type * as z from 'zod/mini';
import type { Outcome } from '#browser/api/call.ts';
import type { ExecutionView } from '#functions/contract/ops-bodies.ts';
import type { Service } from './service.ts';

type Execution = z.infer<typeof ExecutionView>;

/** AWS keeps 25,000 events of a run at most, 200 of them a page. */
const MOST_PAGES = 125;

/** The newest run where none is named. */
export async function wholeExecution(
  { execution }: Pick<Service, 'execution'>,
  wipeId: string,
  run?: number,
): Promise<Outcome<Execution>> {
  const named = run === undefined ? {} : { run: String(run) };
  const first = await execution(wipeId, new URLSearchParams(named));
  if (first.ok !== true) return first;
  const events = [...first.value.events];
  let { next } = first.value;
  for (let page = 1; next !== undefined && page < MOST_PAGES; page += 1) {
    // The same run, should another one begin meanwhile.
    const query = new URLSearchParams({ run: String(first.value.run), after: next });
    const more = await execution(wipeId, query);
    if (more.ok !== true) return more;
    events.push(...more.value.events);
    ({ next } = more.value);
  }
  return { ...first, value: { ...first.value, events } };
}
