/** The four tables: lines, enrolments, wipes and the governor's counts. */
import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { SCOPE_OF } from '#domain/governor/limits.ts';
import type { Line } from '#domain/line/line.ts';
import { LISTED_ATTRIBUTES } from '#functions/contract/wipe-row.ts';
import { type BoundedWrite, Table } from './table.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const number = (name: string) => ({ name, type: AttributeType.NUMBER });
const keysOnly = { projectionType: ProjectionType.KEYS_ONLY };

/** What counts together. */
type CountScope = 'total' | `${(typeof SCOPE_OF)[keyof typeof SCOPE_OF]}*`;

/** An index whose keys or projection change gets a new name: DynamoDB cannot change them in place. */
export class Tables extends Construct {
  readonly lines: Table<'byAccount' | 'byNumber'>;
  readonly enrolments: Table<'byHandset'>;
  readonly wipes: Table<'open' | 'queued' | 'held' | 'byMonth' | 'ofLine' | 'byLine' | 'approvals'>;
  readonly governor: Table<never>;

  constructor(scope: Construct, id: string, { encryptionKey }: { encryptionKey: IKey }) {
    super(scope, id);
    this.lines = new Table(this, 'Lines', {
      logicalId: 'LinesTable',
      encryptionKey,
      partitionKey: text('lineId'),
      indexes: {
        byAccount: { partitionKey: text('account'), sortKey: text('lineId'), ...keysOnly },
        byNumber: { partitionKey: text('number'), ...keysOnly },
      },
    });
    this.enrolments = new Table(this, 'Enrolments', {
      logicalId: 'EnrolmentsTable',
      encryptionKey,
      partitionKey: text('enrolmentId'),
      indexes: {
        byHandset: {
          partitionKey: text('handsetId'),
          sortKey: number('enrolledAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['state', 'lineId'],
        },
      },
    });
    this.wipes = new Table(this, 'Wipes', {
      logicalId: 'WipesTable',
      encryptionKey,
      partitionKey: text('enrolmentId'),
      sortKey: number('attempt'),
      timeToLiveAttribute: 'expiresAt',
      indexes: {
        // Sparse: only wipes that are not settled have these two attributes.
        open: { partitionKey: text('openShard'), sortKey: number('nextActionAt'), ...keysOnly },
        // Sparse too: those that wait for room in the total, in the order of their requests.
        queued: { partitionKey: text('queue'), sortKey: number('requestedAt'), ...keysOnly },
        // And those that are kept back, by how long.
        held: { partitionKey: text('openShard'), sortKey: number('heldSince'), ...keysOnly },
        byMonth: {
          partitionKey: text('month'),
          sortKey: number('requestedAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...LISTED_ATTRIBUTES],
        },
        // Sparse: only wipes that ever needed a second person have these two attributes.
        approvals: { partitionKey: text('approvalDesk'), sortKey: number('decideBy'), ...keysOnly },
        // For operations: of all its owners.
        ofLine: { partitionKey: text('lineId'), sortKey: number('requestedAt'), ...keysOnly },
        byLine: { partitionKey: text('lineOwner'), sortKey: number('requestedAt'), ...keysOnly },
      },
    });
    this.governor = new Table(this, 'Governor', {
      logicalId: 'GovernorTable',
      encryptionKey,
      partitionKey: text('scope'),
      sortKey: text('window'),
      timeToLiveAttribute: 'expiresAt',
      indexes: {},
    });
  }

  /** By name. */
  get all() {
    const { lines, enrolments, wipes, governor } = this;
    return { lines, enrolments, wipes, governor };
  }

  /** Changing these attributes of a line, under its version. Everything else of a line is the carrier's. */
  changingLine(...attributes: readonly (keyof Line)[]): { readonly update: readonly string[] } {
    return { update: ['version', ...attributes] };
  }

  /** Appending to this journal of the governor's, or to all of a kind where it ends in `*`. */
  appendingTo(scope: 'dispatch' | 'clerk-standing#*'): BoundedWrite {
    return { write: 'PutItem', partitions: [scope] };
  }

  /** Counting for these: no count is in a journal, so no entry of one can be changed so. */
  counting(...scopes: readonly CountScope[]): BoundedWrite {
    return { write: 'UpdateItem', partitions: scopes };
  }
}
