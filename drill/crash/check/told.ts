/** Messages: the account holder of each line hears of each end of its wipes, and of no other. */
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { endKey, messagesOf } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence, MessageSeen, Outage } from '../evidence.ts';

/**
 * Each end is told at least once. Messages are marked as sent after they are sent, so one may come twice: where the
 * system died in between, and where a second run of the workflow told of the same end at the same time.
 */
export function checkTold({ wipes, messages, mailOf, outages }: Evidence): Violation[] {
  return [...mailOf].flatMap(([lineId, mail]) => {
    const own = wipes.filter((wipe) => wipe.lineId === lineId);
    return SUBJECTS.flatMap((subject): Violation[] => {
      const came = messages.filter((each) => each.to === mail && each.subject === subject);
      const { must, may } = countEnds(own, subject);
      const evidence = { lineId, subject, must, may, came: came.map(({ at }) => at) };
      if (came.length < must) return [{ code: 'end-not-told', evidence }];
      if (came.length <= may + repeatable(came, outages)) return [];
      return [{ code: may === 0 ? 'end-told-that-was-none' : 'end-told-again', evidence }];
    });
  });
}

const SUBJECTS = STATE_NAMES.flatMap((state) =>
  (['ja', 'en'] as const).flatMap((language) => wordsOfEnd(state, language)?.subject ?? []),
);

/**
 * How often ends of these wipes were told under a subject. An end that late proof overtook between its message and the
 * mark may have been told without a mark; the present end and the marked ones must have been. Each run tells once.
 */
function countEnds(wipes: readonly Wipe[], subject: string): { must: number; may: number } {
  let [must, may] = [0, 0];
  for (const wipe of wipes) {
    const { events, messages, language, run } = wipe;
    const called = messagesOf(wipe).map(({ key }) => key);
    for (const { n, from, to } of events) {
      if (!hasEnded(to) || from === to || wordsOfEnd(to, language)?.subject !== subject) continue;
      const key = endKey(n);
      may += run;
      if (called.includes(key) || messages.includes(key)) must += 1;
    }
  }
  return { must, may };
}

/** How many of these messages may be repeats: each has an outage between itself and the one before. */
function repeatable(came: readonly MessageSeen[], outages: readonly Outage[]): number {
  const times = came.map(({ at }) => at).sort((a, b) => a - b);
  return times.filter((at, index) => {
    const before = times[index - 1];
    return before !== undefined && outages.some(({ from, to }) => before <= to && from <= at);
  }).length;
}
