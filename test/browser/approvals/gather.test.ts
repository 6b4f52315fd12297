import { describe, expect, test } from '@jest/globals';
import { type Approvals, gatherApprovals, SCORE } from '#browser/approvals/gather.ts';

const TIME = '2026-01-01T00:00:00.000Z';
const approval = (wipeId: string): Approvals['approvals'][number] => ({
  wipeId,
  requestHash: 'h'.repeat(43),
  status: 'to-decide',
  reasons: ['customer-absent'],
  askedAt: TIME,
  own: false,
  requestedBy: 'p-clerk',
  channel: 'shop',
  model: 'SO-01M',
  modelName: 'Sony Xperia 5',
  consents: [],
  requestedAt: TIME,
  deadlineAt: TIME,
});

/** A service whose pages hold as many approvals each. */
const pagesOf = (sizes: readonly number[]) => {
  const asked: (string | undefined)[] = [];
  const page = async (after: string | undefined) => {
    asked.push(after);
    const at = after === undefined ? 0 : Number(after);
    const approvals = Array.from({ length: sizes[at] ?? 0 }, (_, i) => approval(`${at}-${i}`));
    const next = at + 1 < sizes.length ? { next: String(at + 1) } : {};
    const value = { approvals, ...next };
    return { ok: true, value, etag: undefined, retryAfter: undefined } as const;
  };
  return { page, asked };
};

const gathered = async (...asked: Parameters<typeof gatherApprovals>) => {
  const outcome = await gatherApprovals(...asked);
  if (outcome.ok !== true) throw new Error('no answer');
  return outcome.value;
};

describe('gathering approvals', () => {
  test('goes on past pages that hold none', async () => {
    const { page, asked } = pagesOf([0, 0, 2]);

    const { approvals, hasMore } = await gathered(page, SCORE);

    expect(approvals.map(({ wipeId }) => wipeId)).toEqual(['2-0', '2-1']);
    expect(hasMore).toBe(false);
    expect(asked).toEqual([undefined, '1', '2']);
  });

  test('stops once there are as many as are wanted, and says that there may be more', async () => {
    const { page, asked } = pagesOf([15, 15, 15]);

    const { approvals, hasMore } = await gathered(page, SCORE);

    expect(approvals).toHaveLength(30);
    expect(hasMore).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test('gives up for now after many pages that hold none, and goes further when more are wanted', async () => {
    const { page, asked } = pagesOf([...Array<number>(12).fill(0), 1]);

    const first = await gathered(page, SCORE);
    const askedFirst = asked.length;
    const further = await gathered(page, 2 * SCORE);

    expect(first).toEqual({ approvals: [], hasMore: true });
    expect(askedFirst).toBe(10);
    expect(further).toMatchObject({ approvals: [{ wipeId: '12-0' }], hasMore: false });
  });

  test('fails as its page fails', async () => {
    const failed = { ok: false, failure: { kind: 'unreachable' } } as const;

    expect(await gatherApprovals(async () => failed, SCORE)).toBe(failed);
  });
});
