/** Origins in S3: objects read through the bucket's policy, as the distribution that asks. */
import { AwsError } from '../aws/error.ts';
import { errorReply } from '../endpoint/protocol.ts';
import type { Objects } from '../s3/part.ts';
import { type Answer, compressed } from './compression.ts';

/** What of a viewer's call reaches such an origin: nothing of its query, its cookies and most of its headers. */
export interface ObjectCall {
  /** As it is sent on, percent-encoded. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly mayCompress: boolean;
  readonly requestId: string;
}

/** A bucket, and who asks it. */
export interface BucketPlace {
  readonly bucket: string;
  /** ARN of the distribution. */
  readonly distributionArn: string;
}

/** Answers as CloudFront answers its viewer; policies for headers have still to act. */
export async function objectAnswer(
  objects: Objects,
  place: BucketPlace,
  { path, headers, mayCompress, requestId }: ObjectCall,
): Promise<Answer> {
  const text = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const answer = fetched(objects, place, path, text('range'), requestId);
  if (answer.status === 200 && isKnown(answer, text('if-none-match'), text('if-modified-since')))
    return { status: 304, headers: withoutContent(answer.headers), body: Buffer.alloc(0) };
  return mayCompress ? await compressed(answer, text('accept-encoding')) : answer;
}

function fetched(
  objects: Objects,
  { bucket, distributionArn }: BucketPlace,
  path: string,
  range: string | undefined,
  requestId: string,
): Answer {
  try {
    const {
      status,
      headers = {},
      body = '',
    } = objects.read({
      bucket,
      key: keyOf(path),
      caller: {
        kind: 'service',
        principal: 'cloudfront.amazonaws.com',
        sourceArn: distributionArn,
      },
      ...(range !== undefined && { headers: { range } }),
    });
    return { status, headers, body: Buffer.from(body) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const {
      status,
      headers = {},
      body = '',
    } = errorReply({ service: 's3', headers: {} }, error, requestId);
    return { status, headers, body: Buffer.from(body) };
  }
}

/** @throws AwsError `InvalidURI` */
function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** RFC 9110, 13.1.2 and 13.1.3; the compression makes tags weak, and this comparison does not mind. */
function isKnown({ headers }: Answer, ifNoneMatch?: string, ifModifiedSince?: string): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  if (ifNoneMatch !== undefined)
    return ifNoneMatch
      .split(',')
      .some((tag) => tag.trim() === '*' || strong(tag) === headers['etag']);
  if (ifModifiedSince === undefined) return false;
  return Date.parse(headers['last-modified'] ?? '') <= Date.parse(ifModifiedSince);
}

const withoutContent = (headers: Answer['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));
