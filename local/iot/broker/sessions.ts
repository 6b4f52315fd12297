/** The connections of the moment: whose certificate each was made with. */
import type { Client, ConnectPacket } from 'aedes';

export interface Session {
  readonly certificateId: string;
  will: ConnectPacket['will'];
  /** Topic filters that the client has subscribed to. */
  readonly filters: Set<string>;
}

export class Sessions {
  readonly #byClient = new WeakMap<Client, Session>();
  readonly #byCertificate = new Map<string, Set<Client>>();

  begin(client: Client, certificateId: string): void {
    this.#byClient.set(client, { certificateId, will: undefined, filters: new Set() });
    const clients = this.#byCertificate.get(certificateId) ?? new Set();
    this.#byCertificate.set(certificateId, clients.add(client));
  }

  end(client: Client): void {
    const { certificateId = '' } = this.#byClient.get(client) ?? {};
    const clients = this.#byCertificate.get(certificateId);
    clients?.delete(client);
    if (clients?.size === 0) this.#byCertificate.delete(certificateId);
  }

  of(client: Client | null): Session | undefined {
    return client === null ? undefined : this.#byClient.get(client);
  }

  /** Closes all connections made with a certificate. */
  disconnect(certificateId: string): void {
    for (const client of [...(this.#byCertificate.get(certificateId) ?? [])]) client.close();
  }
}
