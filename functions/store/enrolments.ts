/** The `Enrolments` table: each life of a handset between two resets. */
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Enrolment } from '#domain/line/enrolment.ts';
import { isConflict } from './conflict.ts';

const Key = z.object({ enrolmentId: z.string() });

export function enrolmentsIn(client: DynamoDBDocumentClient, table: string) {
  const update = (
    enrolmentId: string,
    { set, values, when }: { set: string; values: Record<string, unknown>; when?: string },
  ) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { enrolmentId },
        UpdateExpression: `SET ${set}`,
        ConditionExpression: `attribute_exists(enrolmentId)${when ? ` AND ${when}` : ''}`,
        // `state` is a reserved word; the other names are free.
        ...([set, when].join().includes('#state') && {
          ExpressionAttributeNames: { '#state': 'state' },
        }),
        ExpressionAttributeValues: values,
      }),
    );

  return {
    async read(enrolmentId: string): Promise<Enrolment | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { enrolmentId }, ConsistentRead: true }),
      );
      return Item && Enrolment.parse(Item);
    },

    /** Puts a new enrolment. @throws ConditionalCheckFailedException when its key has enrolled before. */
    async put(enrolment: Enrolment): Promise<void> {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: enrolment,
          ConditionExpression: 'attribute_not_exists(enrolmentId)',
        }),
      );
    },

    /** Ids of the enrolments of a handset, newest first. The index lags: no decision rests on its silence. */
    async ofHandset(handsetId: string): Promise<string[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byHandset',
          ScanIndexForward: false,
          Limit: 10,
          KeyConditionExpression: 'handsetId = :h',
          ExpressionAttributeValues: { ':h': handsetId },
        }),
      );
      return z
        .array(Key)
        .parse(Items)
        .map(({ enrolmentId }) => enrolmentId);
    },

    /** Ends a life for good. */
    async end(enrolmentId: string): Promise<void> {
      await update(enrolmentId, { set: '#state = :over', values: { ':over': 'over' } });
    },

    /** Marks a life that other hardware took the place of. One that is over stays so. */
    async replace(enrolmentId: string): Promise<void> {
      try {
        const values = { ':replaced': 'replaced', ':current': 'current' };
        await update(enrolmentId, {
          set: '#state = :replaced',
          values,
          when: '#state = :current',
        });
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    },

    async seen(enrolmentId: string, at: number): Promise<void> {
      await update(enrolmentId, { set: 'lastSeenAt = :at', values: { ':at': at } });
    },

    /** The same enrolment with another certificate. @throws ConditionalCheckFailedException when it is over. */
    async replaceCertificate(enrolmentId: string, certificateArn: string): Promise<void> {
      await update(enrolmentId, {
        set: 'certificateArn = :c, #state = :current',
        values: { ':c': certificateArn, ':current': 'current', ':over': 'over' },
        when: '#state <> :over',
      });
    },

    /** Takes over a renewed certificate. @throws ConditionalCheckFailedException for a statement used before, or a life that is over. */
    async renew(
      enrolmentId: string,
      { certificateArn, counter }: { certificateArn: string; counter: number },
    ): Promise<void> {
      await update(enrolmentId, {
        set: 'formerCertificateArn = certificateArn, certificateArn = :c, renewalCounter = :n',
        values: { ':c': certificateArn, ':n': counter, ':over': 'over' },
        when: 'renewalCounter < :n AND #state <> :over',
      });
    },
  };
}

export type Enrolments = ReturnType<typeof enrolmentsIn>;
