/** Answers the operations of a JSON service from a table: each an input schema and what it does. */
import type * as z from 'zod';
import { jsonBody, jsonReply, unknownOperation } from '../endpoint/protocol.ts';
import type { AwsCall, AwsReply } from './call.ts';

/** One operation; its answer becomes the JSON body. */
export type JsonOperation = (call: AwsCall) => object | Promise<object>;

/** An operation whose input is parsed first. A strict schema refuses members it does not host by their name. */
export function jsonOperation<Input>(
  input: z.ZodType<Input>,
  run: (input: Input, call: AwsCall) => object | Promise<object>,
): JsonOperation {
  return (call) => run(jsonBody(call, input), call);
}

/** The operation that a call names. @throws AwsError `UnknownOperationException` where the table does not have it. */
export function operationFor(
  operations: Readonly<Record<string, JsonOperation>>,
  { operation: name = '', service }: AwsCall,
): JsonOperation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw unknownOperation(service, name || undefined);
  return operation;
}

/** @throws AwsError as `operationFor` and the operation itself. */
export async function answerJson(
  operations: Readonly<Record<string, JsonOperation>>,
  call: AwsCall,
): Promise<AwsReply> {
  return jsonReply(call, await operationFor(operations, call)(call));
}
