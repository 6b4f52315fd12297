/** AWS calls without a client of their service, signed by the signer of the AWS SDK. */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface UnsignedCall {
  /** The signing name: `kms`, `s3`, … */
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What the signer wants of a hash. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** The signer that clients of this service use. S3's paths are encoded once, those of others twice. */
export function signerOf(service: string, credentials: SigningKeys): SignatureV4 {
  const isS3 = service === 's3';
  return new SignatureV4({
    service,
    region: 'ap-northeast-1',
    credentials,
    sha256: Sha256,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
}

/** A call as it goes over the wire, before it is signed. */
export function unsigned(url: string, call: UnsignedCall) {
  const { hostname, port, host, protocol } = new URL(url);
  const { method = 'POST', path = '/', query = {}, headers = {}, body } = call;
  return {
    protocol,
    hostname,
    port: Number(port),
    method,
    path,
    query: { ...query },
    headers: { host, ...headers },
    ...(body !== undefined && { body }),
  };
}

/** The headers of a call with its signature among them. */
export async function signedHeaders(
  url: string,
  credentials: SigningKeys,
  call: UnsignedCall,
): Promise<Record<string, string>> {
  const signed = await signerOf(call.service, credentials).sign(unsigned(url, call));
  return signed.headers;
}

/** Path and query, encoded. */
export function targetOf({ path = '/', query = {} }: UnsignedCall): string {
  const encoded = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return encoded === '' ? path : `${path}?${encoded}`;
}

/** Signs a call and makes it. */
export async function signedCall(
  url: string,
  credentials: SigningKeys,
  call: UnsignedCall,
): Promise<Response> {
  const { host: _, ...headers } = await signedHeaders(url, credentials, call);
  return fetch(`${url}${targetOf(call)}`, {
    method: call.method ?? 'POST',
    headers,
    ...(call.body !== undefined && { body: call.body }),
  });
}

/** A call of the Query protocol: its fields, and the version of the service's API. */
export async function queryCall(
  url: string,
  credentials: SigningKeys,
  { service, ...fields }: { service: string; Action: string; [field: string]: string },
): Promise<{ status: number; xml: string }> {
  const answer = await signedCall(url, credentials, {
    service,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: answer.status, xml: await answer.text() };
}
