/**
 * The wipes of a line that weigh on its next one: those under way, and those that a command went out for. What ended
 * without one weighs nothing, so asking and cancelling makes no line need a second person.
 */
import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ownEnrolments } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { inParallel } from './in-parallel.ts';
import { lineOwner, wipesIn } from './wipes.ts';

/** Enrolments under way at once. */
const AT_ONCE = 10;

const Entry = z.object({ enrolmentId: z.string() });

/** It is under way, or a command went out for it. */
const weighs = ({ endedAt, commands }: Wipe) => endedAt === undefined || commands.length > 0;

export function lineHistoryIn(client: DynamoDBDocumentClient, table: string) {
  const { attemptsOf } = wipesIn(client, table);

  /** Enrolments of the line that this owner ever asked for: those too that have left the line. The index lags behind. */
  const asked = async (lineId: string, account: string): Promise<string[]> => {
    const ofOwner = {
      TableName: table,
      IndexName: 'byLine',
      KeyConditionExpression: 'lineOwner = :o',
      ExpressionAttributeValues: { ':o': lineOwner(lineId, account) },
    };
    const found = new Set<string>();
    for await (const { Items = [] } of paginateQuery({ client }, ofOwner))
      for (const { enrolmentId } of z.array(Entry).parse(Items)) found.add(enrolmentId);
    return [...found];
  };

  return {
    /**
     * Those of the line under one owner, among the newest attempts of each handset. The handsets on the line are looked
     * at one by one and consistently: of two that are asked for at once, each looking once it was put, one sees the
     * other. The index only adds handsets that have left the line, and has known them since their own requests.
     */
    async weighing(line: Line, account: string): Promise<Wipe[]> {
      const present = ownEnrolments(line).map(({ enrolmentId }) => enrolmentId);
      const enrolments = new Set([...present, ...(await asked(line.lineId, account))]);
      const found: Wipe[] = [];
      await inParallel(enrolments, AT_ONCE, async (enrolmentId) => {
        found.push(...(await attemptsOf(enrolmentId)));
      });
      return found.filter(
        (wipe) => wipe.lineId === line.lineId && wipe.account === account && weighs(wipe),
      );
    },
  };
}

export type LineHistory = ReturnType<typeof lineHistoryIn>;
