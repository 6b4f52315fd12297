/** A reply in S3's XML. */
import type { AwsReply } from '../aws/call.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** `<name>…</name>` as a whole document. What is inside is XML already. */
export function xmlReply(name: string, inside: string): AwsReply {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${NAMESPACE}>${inside}</${name}>`,
  };
}
