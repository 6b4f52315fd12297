/** `time`: shows the cloud's clock, or pushes it forward. */
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command, Terminal } from './command.ts';
import { type ClockState, pushClock, readClock } from './control.ts';
import { durationText, parseDuration } from './duration.ts';
import { misused, Refusal } from './refusal.ts';
import { findRunning } from './running.ts';

const DAY = 86_400_000;
/** At once; nothing brings the clock of a folder back. */
const LONGEST = 3650 * DAY;

export const time: Command = {
  name: 'time',
  summary: 'show the clock, or push it forward: time +30d',
  help: `npm run cloud -- time [+DURATION] [options]

Shows the time of the cloud, or pushes it forward: time +30d, time +1d12h, time +90s (units d, h, m, s). Waiting
workflows, schedules, tokens and handsets follow at once; TLS certificates stay on real time. A cloud's time never
goes back; reset starts anew.

${DATA_HELP}
  --json             as JSON`,

  async run(args, terminal) {
    const back = args.find((arg) => /^-\d/.test(arg));
    if (back !== undefined) throw new Refusal(GOES_FORWARD, 2);
    const options = { ...DATA, json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = readArguments(args, options, ['+DURATION']);
    const [push] = positionals;
    const shift = push === undefined ? undefined : readShift(push);
    const { endpoint } = findRunning(folderOf(values));
    const state = await (shift === undefined ? readClock(endpoint) : pushClock(endpoint, shift));
    show(state, values, terminal);
  },
};

const GOES_FORWARD =
  'the time of a cloud goes forward only; reset starts a folder anew, at the time of this machine';

function readShift(text: string): number {
  const shift = text.startsWith('+') ? parseDuration(text.slice(1)) : undefined;
  if (shift === undefined)
    misused(`${text} is no step forward; write + and a duration, such as +30d or +1d12h`);
  if (shift > LONGEST) misused(`${text} is too far at once; ${LONGEST / DAY} days is the most`);
  return shift;
}

function show(state: ClockState, { json }: { json: boolean }, { print }: Terminal): void {
  print(json ? JSON.stringify(state) : clockText(state));
}

/** `2026-02-01T09:00:00.000Z, 30d ahead of this machine` */
export function clockText({ now, offsetMilliseconds }: ClockState): string {
  const at = new Date(now).toISOString();
  return offsetMilliseconds === 0
    ? `${at}, the time of this machine`
    : `${at}, ${durationText(offsetMilliseconds)} ahead of this machine`;
}
