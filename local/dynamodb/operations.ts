/** The operations that dynalite answers for the local cloud, each with its validation. */
import batchGetItem from 'dynalite/actions/batchGetItem.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';

import validateBatchGetItem from 'dynalite/validations/batchGetItem.js';
import validateBatchWriteItem from 'dynalite/validations/batchWriteItem.js';
import validateCreateTable from 'dynalite/validations/createTable.js';
import validateDeleteItem from 'dynalite/validations/deleteItem.js';
import validateDescribeTable from 'dynalite/validations/describeTable.js';
import validateGetItem from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import validateListTables from 'dynalite/validations/listTables.js';
import validateListTagsOfResource from 'dynalite/validations/listTagsOfResource.js';
import validatePutItem from 'dynalite/validations/putItem.js';
import validateQuery from 'dynalite/validations/query.js';
import validateScan from 'dynalite/validations/scan.js';
import validateTagResource from 'dynalite/validations/tagResource.js';
import validateUntagResource from 'dynalite/validations/untagResource.js';
import validateUpdateItem from 'dynalite/validations/updateItem.js';
import { AwsError } from '../aws/error.ts';
import { atomicStore, type ItemObserver } from './atomic-store.ts';
import { asAwsError } from './dynalite-error.ts';
import type { Store } from './dynalite-store.ts';

export type Input = Record<string, unknown>;

const ACTIONS = {
  BatchGetItem: { validation: validateBatchGetItem, action: batchGetItem },
  DeleteItem: { validation: validateDeleteItem, action: deleteItem },
  DescribeTable: { validation: validateDescribeTable, action: describeTable },
  GetItem: { validation: validateGetItem, action: getItem },
  PutItem: { validation: validatePutItem, action: putItem },
  Query: { validation: validateQuery, action: query },
  Scan: { validation: validateScan, action: scan },
  UpdateItem: { validation: validateUpdateItem, action: updateItem },
} as const;

/** An operation that one dynalite action answers. */
export type Operation = keyof typeof ACTIONS;

const VALIDATIONS: ReadonlyMap<string, { types: object; custom?: unknown }> = new Map([
  ...Object.entries(ACTIONS).map(([name, { validation }]) => [name, validation] as const),
  ['BatchWriteItem', validateBatchWriteItem],
  ['CreateTable', validateCreateTable],
  ['ListTables', validateListTables],
  ['TagResource', validateTagResource],
  ['UntagResource', validateUntagResource],
  ['ListTagsOfResource', validateListTagsOfResource],
]);

/** Whether dynalite has this operation. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(ACTIONS, name);
}

/**
 * Checks an input as DynamoDB does.
 * @throws AwsError `ValidationException`, `SerializationException`; also for members that nobody here reads.
 */
export function validate(operation: string, input: Input, store: Store): Input {
  const validation = VALIDATIONS.get(operation);
  if (validation === undefined) throw new TypeError(`no validation of ${operation}`);
  const unread = Object.keys(input).filter(
    (member) => input[member] !== null && !Object.hasOwn(validation.types, member),
  );
  if (unread.length > 0)
    throw new AwsError(
      'ValidationException',
      `${unread.join(', ')} of ${operation} is not supported here`,
    );
  try {
    const checked = validations.checkTypes(input, validation.types);
    validations.checkValidations(checked, validation.types, validation.custom, store);
    return checked;
  } catch (error) {
    // dynalite trips over nulls in places where DynamoDB refuses to deserialize them.
    if (error instanceof TypeError)
      throw new AwsError('SerializationException', `not the shape of a ${operation} request`);
    throw asAwsError(error);
  }
}

/**
 * Runs an action on validated input; what it writes, it writes in one batch.
 * @throws AwsError with DynamoDB's own code.
 */
export function run(
  operation: Operation,
  store: Store,
  input: Input,
  observer: ItemObserver = {},
): Promise<Input> {
  return new Promise((resolve, reject) => {
    ACTIONS[operation].action(atomicStore(store, observer), input, (error, result) => {
      if (error) reject(asAwsError(error));
      else resolve({ ...(typeof result === 'object' ? result : {}) });
    });
  });
}
