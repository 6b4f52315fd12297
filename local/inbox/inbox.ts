/** Where mail, SMS and push of the local cloud land instead of reaching anybody. */
export type Delivery = {
  readonly kind: 'mail' | 'sms' | 'push';
  /** Mail address, E.164 number, or push token. */
  readonly to: string;
  readonly from?: string;
  readonly subject?: string;
  readonly body: string;
};

export type DeliveredMessage = Delivery & {
  readonly id: number;
  /** Epoch milliseconds on the cloud's clock. */
  readonly at: number;
};

export interface Inbox {
  /** Keeps a message durably; resolves when it is on disk. */
  put(delivery: Delivery): Promise<DeliveredMessage>;
}
