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

const Key = z.object({ enrolmentId: z.string() });

export function enrolmentsIn(client: DynamoDBDocumentClient, table: string) {
  const update = (enrolmentId: string, expression: string, values: Record<string, unknown>) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { enrolmentId },
        UpdateExpression: expression,
        ConditionExpression: 'attribute_exists(enrolmentId)',
        // `state` is a reserved word; the other names are free.
        ...(expression.includes('#state') && { ExpressionAttributeNames: { '#state': 'state' } }),
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

    async mark(enrolmentId: string, state: Enrolment['state']): Promise<void> {
      await update(enrolmentId, 'SET #state = :s', { ':s': state });
    },

    async seen(enrolmentId: string, at: number): Promise<void> {
      await update(enrolmentId, 'SET lastSeenAt = :at', { ':at': at });
    },

    async replaceCertificate(enrolmentId: string, certificateArn: string): Promise<void> {
      await update(enrolmentId, 'SET certificateArn = :c, #state = :s', {
        ':c': certificateArn,
        ':s': 'current',
      });
    },

    /** Takes over a renewed certificate. @throws ConditionalCheckFailedException for a statement used before. */
    async renew(
      enrolmentId: string,
      { certificateArn, counter }: { certificateArn: string; counter: number },
    ): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { enrolmentId },
          UpdateExpression: 'SET certificateArn = :c, renewalCounter = :n',
          ConditionExpression: 'attribute_exists(enrolmentId) AND renewalCounter < :n',
          ExpressionAttributeValues: { ':c': certificateArn, ':n': counter },
        }),
      );
    },
  };
}

export type Enrolments = ReturnType<typeof enrolmentsIn>;
