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

/** An enrolment and the certificate that it was read with. */
type Certified = Pick<Enrolment, 'enrolmentId' | 'certificateArn'>;

export function enrolmentsIn(client: DynamoDBDocumentClient, table: string) {
  /** `change` is an update expression; `when` a condition besides that the item is there. */
  const update = (
    enrolmentId: string,
    { change, values, when }: { change: string; values: Record<string, unknown>; when?: string },
  ) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { enrolmentId },
        UpdateExpression: change,
        ConditionExpression: `attribute_exists(enrolmentId)${when ? ` AND ${when}` : ''}`,
        // `state` is a reserved word; the other names are free.
        ...([change, when].join().includes('#state') && {
          ExpressionAttributeNames: { '#state': 'state' },
        }),
        ExpressionAttributeValues: values,
      }),
    );

  /** The same, where a condition that does not hold means that there is nothing to do. */
  const updateIf = async (...given: Parameters<typeof update>): Promise<void> => {
    try {
      await update(...given);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  };

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
      await update(enrolmentId, { change: 'SET #state = :over', values: { ':over': 'over' } });
    },

    /** Marks a life that other hardware took the place of. One that is over stays so. */
    async replace(enrolmentId: string): Promise<void> {
      await updateIf(enrolmentId, {
        change: 'SET #state = :replaced',
        values: { ':replaced': 'replaced', ':current': 'current' },
        when: '#state = :current',
      });
    },

    async seen(enrolmentId: string, at: number): Promise<void> {
      await update(enrolmentId, { change: 'SET lastSeenAt = :at', values: { ':at': at } });
    },

    /**
     * The same enrolment with another certificate; of those before only the last is kept as a former one. @throws
     * ConditionalCheckFailedException when the enrolment is over or has changed its certificate meanwhile.
     */
    async replaceCertificate(known: Certified, certificateArn: string): Promise<void> {
      await update(known.enrolmentId, {
        change: 'SET formerCertificateArns = :former, certificateArn = :c, #state = :current',
        values: {
          ':c': certificateArn,
          ':former': [known.certificateArn],
          ':known': known.certificateArn,
          ':current': 'current',
          ':over': 'over',
        },
        when: 'certificateArn = :known AND #state <> :over',
      });
    },

    /**
     * Takes over a renewed certificate. Those before it stay: the handset may know no other.
     * @throws ConditionalCheckFailedException for a statement used before, a life that is over, or a certificate that
     * has changed meanwhile.
     */
    async renew(
      known: Certified,
      { certificateArn, counter }: { certificateArn: string; counter: number },
    ): Promise<void> {
      await update(known.enrolmentId, {
        change:
          'SET formerCertificateArns = list_append(if_not_exists(formerCertificateArns, :none), :former), certificateArn = :c, renewalCounter = :n',
        values: {
          ':c': certificateArn,
          ':former': [known.certificateArn],
          ':none': [],
          ':known': known.certificateArn,
          ':n': counter,
          ':over': 'over',
        },
        when: 'renewalCounter < :n AND certificateArn = :known AND #state <> :over',
      });
    },

    /**
     * Keeps of the former certificates those that follow `forgotten`, where they still are the ones that were read: they
     * grow at the end, with the present one, and shrink at the beginning.
     */
    async forgetFormer(
      { enrolmentId, certificateArn, formerCertificateArns: known = [] }: Enrolment,
      forgotten: number,
    ): Promise<void> {
      const kept = known.slice(forgotten);
      const isLast = kept.length === 0;
      await updateIf(enrolmentId, {
        change: isLast ? 'REMOVE formerCertificateArns' : 'SET formerCertificateArns = :kept',
        values: {
          ':first': known[0],
          ':present': certificateArn,
          ...(isLast ? {} : { ':kept': kept }),
        },
        when: 'formerCertificateArns[0] = :first AND certificateArn = :present',
      });
    },
  };
}

export type Enrolments = ReturnType<typeof enrolmentsIn>;
