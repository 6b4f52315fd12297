/** Answers the operations of a Query service from a table: each an input schema and the XML it answers. */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { queryFields, queryReply, unknownOperation } from '../endpoint/protocol.ts';
import type { AwsCall, AwsReply } from './call.ts';
import { parseFields } from './query-fields.ts';

/** Answers the XML inside `<{operation}Result>`. */
export type QueryOperation = (call: AwsCall) => string | Promise<string>;

/**
 * Makes operations whose input is parsed first; `code` is the service's word for what does not fit. A strict schema
 * refuses members it does not host by their name.
 */
export function queryOperationsWith(code: string) {
  return <Input>(
    input: z.ZodType<Input>,
    run: (input: Input, call: AwsCall) => string | Promise<string>,
  ): QueryOperation =>
    (call) =>
      run(parseFields(queryFields(call), input, code), call);
}

/** @throws AwsError `InvalidAction` for an operation that the table does not have. */
export async function answerQuery(
  operations: Readonly<Record<string, QueryOperation>>,
  call: AwsCall,
): Promise<AwsReply> {
  const name = call.operation ?? '';
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw unknownOperation(call.service, call.operation);
  return queryReply(name, randomUUID(), await operation(call));
}
