/** What the index of wipes by time carries beside its keys: what a list of wipes shows and sifts by. */

/** Never events, tokens, hashes of requests or of links. A change here needs another name for the index. */
export const LISTED_ATTRIBUTES = [
  'wipeId',
  'state',
  'model',
  'channel',
  'lineId',
  'visit',
  'requestedBy',
  'deadlineAt',
  'endedAt',
  'heldFor',
  'hold',
  'approval',
  'approvalUntil',
  'contestedAt',
  'reason',
  // Only whether it is there: a wipe that is settled has none.
  'openShard',
] as const;
