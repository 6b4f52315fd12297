/** Which `Host` headers a page on loopback answers: its own, so that no foreign name can be bound to it (DNS rebinding). */

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a `Host` header names this machine and this port. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return LOOPBACK_NAMES.some((name) => host?.toLowerCase() === `${name}:${port}`);
}
