/** Ends a connection at a packet that is longer than any allowed one, before it is collected in memory. */
import type { TLSSocket } from 'node:tls';

/**
 * Watches the fixed headers (MQTT 3.1.1, 2.2) of what is read from `socket`, and destroys it when one announces more
 * than `most` bytes. It stands in front of `read`, which is how aedes takes its bytes.
 */
export function limitPackets(socket: TLSSocket, most: number): void {
  const isWithin = createPacketMeter(most);
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null || isWithin(chunk)) return chunk;
    socket.destroy(new Error(`a packet over ${most} bytes`));
    return null;
  };
}

/** Answers for each chunk of a stream whether all packets begun in it are within `most` bytes. */
export function createPacketMeter(most: number): (chunk: Buffer) => boolean {
  /** Bytes of the packet's body still to come; `undefined` inside a fixed header. */
  let body: number | undefined;
  let length = 0;
  let lengthBytes = -1;

  const takeHeaderByte = (byte: number): boolean => {
    lengthBytes += 1;
    // The packet type comes first, then the length, seven bits a byte.
    if (lengthBytes === 0) return true;
    length += (byte & 0x7f) * 128 ** (lengthBytes - 1);
    if (length > most || lengthBytes > 4) return false;
    if (byte < 0x80) body = length;
    return true;
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (body === undefined) {
        if (!takeHeaderByte(chunk.readUInt8(at))) return false;
        at += 1;
      } else {
        const taken = Math.min(body, chunk.length - at);
        body -= taken;
        at += taken;
      }
      if (body === 0) {
        body = undefined;
        length = 0;
        lengthBytes = -1;
      }
    }
    return true;
  };
}
