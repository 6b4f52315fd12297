/** A table of the records stack, and what a function may do to it. */
import { RemovalPolicy } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Billing,
  type GlobalSecondaryIndexPropsV2,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { throughService } from './key-use.ts';
import { pin } from './pin.ts';
import { allow, type Use } from './use.ts';

const ITEM_ACTIONS = ['GetItem', 'PutItem', 'UpdateItem', 'Query'] as const;
type ItemAction = (typeof ITEM_ACTIONS)[number];

/** Updating an item, of which no other attributes are touched than these and its keys. */
interface BoundedUpdate {
  readonly update: readonly string[];
}

/** Writing items of these partitions alone; `*` stands for any text. */
export interface BoundedWrite {
  readonly write: 'PutItem' | 'UpdateItem';
  readonly partitions: readonly string[];
}

export interface TableProps<Index extends string>
  extends Pick<TablePropsV2, 'partitionKey' | 'sortKey' | 'timeToLiveAttribute'> {
  readonly encryptionKey: IKey;
  /** Logical id in the template. */
  readonly logicalId: string;
  readonly indexes: Readonly<Record<Index, Omit<GlobalSecondaryIndexPropsV2, 'indexName'>>>;
}

/** On demand, encrypted under a key of the customer's, recoverable to any second, and kept when the stack goes. */
export class Table<Index extends string> extends Construct {
  readonly #table: TableV2;
  readonly #key: IKey;
  readonly #keys: readonly string[];

  constructor(scope: Construct, id: string, props: TableProps<Index>) {
    super(scope, id);
    const { encryptionKey, logicalId, indexes, ...keys } = props;
    this.#key = encryptionKey;
    const { partitionKey, sortKey } = keys;
    this.#keys = [partitionKey, ...(sortKey ? [sortKey] : [])].map(({ name }) => name);
    this.#table = pin(
      new TableV2(this, 'Table', {
        ...keys,
        globalSecondaryIndexes: Object.entries<Omit<GlobalSecondaryIndexPropsV2, 'indexName'>>(
          indexes,
        ).map(([indexName, index]) => ({ indexName, ...index })),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
      logicalId,
    );
  }

  get name(): string {
    return this.#table.tableName;
  }

  /** Requests, by whatever operation, that the table or one of its indexes did not take at once. */
  get throttled(): readonly IMetric[] {
    return ITEM_ACTIONS.map((operation) =>
      this.#table.metricThrottledRequestsForOperation(operation),
    );
  }

  /** Capacity units that were read and written. */
  get consumed() {
    return {
      read: this.#table.metricConsumedReadCapacityUnits(),
      written: this.#table.metricConsumedWriteCapacityUnits(),
    };
  }

  /** Exactly these actions, on the table itself or (`Query {index}`) on one of its indexes. */
  allowing(
    ...rights: readonly (ItemAction | `Query ${Index}` | BoundedUpdate | BoundedWrite)[]
  ): Use {
    const actions = rights.filter((right) => typeof right === 'string');
    const onTable = actions.filter((action) => !action.includes(' '));
    const indexes = actions.flatMap((action) => action.split(' ').slice(1));
    const bounded = rights.filter((right) => typeof right !== 'string');
    const arn = this.#table.tableArn;
    return {
      value: this.#table.tableName,
      statements: [
        ...(onTable.length > 0 ? [allow('dynamodb', onTable, arn)] : []),
        ...bounded.map((right) => this.#bounded(right)),
        ...indexes.map((index) => allow('dynamodb', ['Query'], `${arn}/index/${index}`)),
        // Reading or writing, DynamoDB has the table's key decrypted on behalf of the caller:
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
        throughService(this, this.#key, 'dynamodb', ['Decrypt']),
      ],
    };
  }

  #bounded(right: BoundedUpdate | BoundedWrite) {
    const arn = this.#table.tableArn;
    if ('write' in right)
      return allow('dynamodb', [right.write], arn, {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': right.partitions },
      });
    return allow('dynamodb', ['UpdateItem'], arn, {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...this.#keys, ...right.update] },
    });
  }
}
