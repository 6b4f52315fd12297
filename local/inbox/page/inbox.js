/** Keeps the inbox page live: when something lands, it takes the list anew from the server, which renders it. */

const QUIET_TIME = 150;
const list = document.querySelector('#messages');
const status = document.querySelector('#status');

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  list.replaceChildren(...page.querySelector('#messages').childNodes);
}

function follow() {
  const messages = new EventSource(`/stream${location.search}`);
  let landed = 0;
  let scheduled = false;
  messages.addEventListener('message', () => {
    landed += 1;
    if (scheduled) return;
    scheduled = true;
    setTimeout(async () => {
      scheduled = false;
      await refresh();
      status.textContent = `新着 ${landed} 件 / ${landed} new`;
    }, QUIET_TIME);
  });
  messages.addEventListener('error', () => {
    status.textContent = '接続が切れました。再接続しています… Reconnecting…';
  });
  messages.addEventListener('open', () => {
    status.textContent = '';
    refresh();
  });
}

// A page of older messages stays as it is.
if (!new URLSearchParams(location.search).has('before')) follow();
