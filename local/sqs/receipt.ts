/** Receipt handles: they name one reception of one message, and outlive a restart of the cloud. */
import { AwsError } from '../aws/error.ts';

export interface Receipt {
  readonly messageId: string;
  /** The reception that the handle came with. */
  readonly receiveCount: number;
}

export function receiptHandle({ messageId, receiveCount }: Receipt): string {
  return Buffer.from(`${messageId}/${receiveCount}`).toString('base64');
}

/** @throws AwsError `ReceiptHandleIsInvalid`. */
export function readReceipt(handle: string): Receipt {
  const text = Buffer.from(handle, 'base64').toString('utf8');
  const [, messageId, count] = /^([0-9a-f-]{36})\/(\d+)$/.exec(text) ?? [];
  if (messageId === undefined)
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      'The input receipt handle is not a valid receipt handle.',
      { status: 404 },
    );
  return { messageId, receiveCount: Number(count) };
}
