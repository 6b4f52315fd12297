/** `inbox`: mail, SMS and push that would have been sent. */
import { serverSentData } from '#handset/server-sent-data.ts';
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command, Terminal } from './command.ts';
import { Message, type MessageFilter, readMessages } from './messages.ts';
import { misused, Refusal } from './refusal.ts';
import { findRunning } from './running.ts';

const USUAL_LENGTH = '20';
const OPTIONS = {
  ...DATA,
  to: { type: 'string' },
  kind: { type: 'string' },
  last: { type: 'string', default: USUAL_LENGTH },
  follow: { type: 'boolean', short: 'f', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const inbox: Command = {
  name: 'inbox',
  summary: 'mail, SMS and push that would have been sent: inbox --follow',
  help: `npm run cloud -- inbox [options]

Prints messages that would have left this machine, oldest first.

  --to ADDRESS       only to this mail address, number (+8190…) or push token
  --kind KIND        only mail, sms or push
  --last N           at most so many (default ${USUAL_LENGTH})
  -f, --follow       go on until Ctrl-C
  --json             a JSON object a line
${DATA_HELP}`,

  async run(args, terminal) {
    const { values } = readArguments(args, OPTIONS);
    const filter = filterOf(values);
    const length = lengthOf(values.last);
    const { inbox: url, folder } = findRunning(folderOf(values));
    const show = (message: Message) =>
      terminal.print(values.json ? JSON.stringify(message) : messageText(message));
    const found: Message[] = [];
    for await (const message of readMessages(url, filter)) found.push(message);
    for (const message of length === 0 ? [] : found.slice(-length)) show(message);
    if (!values.follow) return;
    await follow(url, { filter, after: found.at(-1)?.id ?? 0 }, terminal, show);
    if (!terminal.interruption.aborted) throw new Refusal(`the system on ${folder} has ended`);
  },
};

function filterOf({ to, kind }: { to?: string; kind?: string }): MessageFilter {
  const known = Message.shape.kind.safeParse(kind).data;
  if (kind !== undefined && known === undefined) misused('--kind takes mail, sms or push');
  return { ...(to !== undefined && { to }), ...(known !== undefined && { kind: known }) };
}

function lengthOf(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : misused('--last takes a whole number');
}

/** Until Ctrl-C, or until the system ends. */
async function follow(
  url: string,
  { filter, after }: { filter: MessageFilter; after: number },
  { interruption }: Terminal,
  show: (message: Message) => void,
): Promise<void> {
  const query = new URLSearchParams({ ...filter, after: String(after) });
  try {
    const { body } = await fetch(`${url}/stream?${query}`, { signal: interruption });
    if (body === null) return;
    for await (const data of serverSentData(body)) show(Message.parse(JSON.parse(data)));
  } catch (error) {
    // A stream that is cut is the end of the system, or Ctrl-C.
    if (!(error instanceof TypeError || interruption.aborted)) throw error;
  }
}

function messageText({ at, kind, to, subject, body }: Message): string {
  const heading = subject === undefined ? '' : `  ${subject}`;
  const lines = body.trimEnd().split('\n');
  return [
    `${new Date(at).toISOString()}  ${kind}  ${to}${heading}`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
}
