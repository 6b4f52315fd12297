/**
 * Compression of answers as CloudFront does it:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Encoding = 'br' | 'gzip';

const SMALLEST = 1_000;
const LARGEST = 10_000_000;
const STATUSES = [200, 403, 404];

const TYPES = new Set([
  ...[
    'dash+xml eot font font-sfnt javascript json opentype otf pdf pkcs7-mime protobuf rss+xml truetype ttf',
    'vnd.apple.mpegurl vnd.mapbox-vector-tile vnd.ms-fontobject wasm xhtml+xml xml x-font-opentype x-font-truetype',
    'x-font-ttf x-httpd-cgi x-javascript x-mpegurl x-opentype x-otf x-perl x-ttf',
  ].flatMap((line) => line.split(' ').map((type) => `application/${type}`)),
  ...['eot', 'opentype', 'otf', 'ttf'].map((type) => `font/${type}`),
  'image/svg+xml',
  ...[
    'css csv html javascript js plain richtext tab-separated-values xml x-component x-java-source x-script',
  ].flatMap((line) => line.split(' ').map((type) => `text/${type}`)),
  'vnd.apple.mpegurl',
]);

/** The encoding that a viewer accepts and CloudFront prefers, if any. */
function encodingFor(acceptEncoding = ''): Encoding | undefined {
  const accepted = acceptEncoding.split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
}

const ENCODE: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  // Its usual quality takes a hundred times as long for a tenth less.
  br: (body) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
};

/** The answer as it is sent to a viewer: compressed where CloudFront would, with a weak `ETag` then. */
export async function compressed(answer: Answer, acceptEncoding?: string): Promise<Answer> {
  const encoding = encodingFor(acceptEncoding);
  if (encoding === undefined || !isCompressible(answer)) return answer;
  const { etag, 'accept-ranges': _, ...headers } = answer.headers;
  return {
    ...answer,
    headers: {
      ...headers,
      'content-encoding': encoding,
      vary: 'Accept-Encoding',
      ...(etag !== undefined && { etag: etag.startsWith('W/') ? etag : `W/${etag}` }),
    },
    body: await ENCODE[encoding](answer.body),
  };
}

function isCompressible({ status, headers, body }: Answer): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return (
    STATUSES.includes(status) &&
    headers['content-encoding'] === undefined &&
    TYPES.has(type.trim().toLowerCase()) &&
    body.length >= SMALLEST &&
    body.length <= LARGEST
  );
}
