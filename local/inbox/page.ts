/** The inbox as an HTML page: complete without scripts, everything of a message escaped. */
import { escapeHtml } from '../http/escape-html.ts';
import type { DeliveredMessage } from './inbox.ts';
import type { MessageFilter } from './message-store.ts';

const KIND_NAMES: Readonly<Record<DeliveredMessage['kind'], string>> = {
  mail: 'メール Mail',
  sms: 'SMS',
  push: 'プッシュ Push',
};

export interface InboxPage {
  /** Newest first. */
  readonly messages: readonly DeliveredMessage[];
  readonly filter: MessageFilter;
  /** Whether there are older messages than these. */
  readonly more: boolean;
}

export function inboxPage({ messages, filter, more }: InboxPage): string {
  const oldest = messages.at(-1)?.id;
  const older =
    more && oldest !== undefined
      ? `<p><a href="${address({ ...filter, before: oldest })}">以前のメッセージ Older messages</a></p>`
      : '';
  const list =
    messages.length === 0
      ? '<p class="none">メッセージはありません。 No messages.</p>'
      : `<ol>${messages.map(item).join('')}</ol>`;
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>受信箱 Inbox</title>
<link rel="stylesheet" href="/inbox.css">
<link rel="icon" href="data:,">
<script type="module" src="/inbox.js"></script>
</head>
<body>
<header><h1>受信箱 <span lang="en">Inbox</span></h1>
<p>このクラウドはメッセージを外に送りません。<br><span lang="en">This cloud sends nothing to anybody: it all lands here.</span></p></header>
<main>
<form method="get" action="/" role="search" aria-label="絞り込み Filter">
<label>種類 Kind <select name="kind">${kindOptions(filter)}</select></label>
<label>宛先 To <input name="to" value="${escapeHtml(filter.to ?? '')}" autocomplete="off" spellcheck="false"></label>
<button>絞り込む Filter</button> <a href="/">すべて All</a>
</form>
<p id="status" role="status"></p>
<section id="messages" aria-label="メッセージ Messages">${list}${older}</section>
</main>
</body>
</html>
`;
}

function kindOptions({ kind }: MessageFilter): string {
  const options = Object.entries(KIND_NAMES).map(
    ([value, name]) =>
      `<option value="${value}"${value === kind ? ' selected' : ''}>${name}</option>`,
  );
  return `<option value="">すべて All</option>${options.join('')}`;
}

function item(message: DeliveredMessage): string {
  const { id, kind, to, from, subject, body, at } = message;
  const heading = escapeHtml(subject ?? firstLine(body));
  const sender = from === undefined ? '' : `<dt>差出人 From</dt><dd>${escapeHtml(from)}</dd>`;
  return `<li><article aria-labelledby="message-${id}" data-id="${id}">
<h2 id="message-${id}">${heading}</h2>
<dl><dt>種類 Kind</dt><dd class="kind">${KIND_NAMES[kind]}</dd>
<dt>宛先 To</dt><dd><a href="${address({ to })}">${escapeHtml(to)}</a></dd>${sender}
<dt>日時 Time</dt><dd><time datetime="${new Date(at).toISOString()}">${timeText(at)}</time></dd></dl>
<pre>${withLinks(body)}</pre></article></li>`;
}

const firstLine = (body: string) => {
  const line = body.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};

const timeText = (at: number) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(at);

/** Web addresses become links; all text is escaped either way. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"'、。）」]+)/)
    .map((part, index) => {
      const escaped = escapeHtml(part);
      return index % 2 === 1
        ? `<a href="${escaped}" rel="noreferrer noopener">${escaped}</a>`
        : escaped;
    })
    .join('');
}

function address(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) query.set(name, String(value));
  return escapeHtml(`/?${query}`);
}
