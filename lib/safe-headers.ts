/** Headers that CloudFront puts on answers, so that a browser does no more with them than they are meant for. */
import { Duration, Names } from 'aws-cdk-lib';
import { CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

interface SafeHeaders {
  readonly comment: string;
  readonly contentSecurityPolicy: string;
  /** Besides, in place of whatever the origin says. */
  readonly also?: Readonly<Record<string, string>>;
  /** Besides, where the origin says nothing. */
  readonly otherwise?: Readonly<Record<string, string>>;
}

/** TLS only, no guessing of types, no frames, and nobody is told where a browser was. */
function safeHeaders(
  scope: Construct,
  id: string,
  { comment, contentSecurityPolicy, also = {}, otherwise = {} }: SafeHeaders,
): CfnResponseHeadersPolicy {
  const override = true;
  const items = [
    ...Object.entries(also).map(([header, value]) => ({ header, value, override })),
    ...Object.entries(otherwise).map(([header, value]) => ({ header, value, override: false })),
  ];
  return new CfnResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyConfig: {
      // CloudFront wants a name, one in the account.
      name: `${Names.uniqueResourceName(scope, { maxLength: 100 })}${id}`,
      comment,
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: Duration.days(730).toSeconds(),
          includeSubdomains: true,
          override,
        },
        contentTypeOptions: { override },
        frameOptions: { frameOption: 'DENY', override },
        referrerPolicy: { referrerPolicy: 'no-referrer', override },
        contentSecurityPolicy: { contentSecurityPolicy, override },
      },
      customHeadersConfig: { items },
    },
  });
}

/** On every answer of the API, those that its gateway gives by itself included: they are data, of which nothing runs. */
export const answerHeaders = (scope: Construct, id: string): CfnResponseHeadersPolicy =>
  safeHeaders(scope, id, {
    comment: 'Answers of the API',
    contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
    // Where an answer says by itself how long it may be kept, it is right.
    otherwise: { 'cache-control': 'no-store' },
  });

/** What pages have no use for: https://www.w3.org/TR/permissions-policy/ */
const UNUSED = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/** The pages load from their own origin alone, and call that and `connectOrigins` (parted by spaces). */
const pages = (comment: string, connectOrigins: string): SafeHeaders => ({
  comment,
  contentSecurityPolicy: [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${connectOrigins}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  also: {
    'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
  },
});

/** On every page and every file of one. */
export const pageHeaders = (scope: Construct, id: string, connectOrigins: string) =>
  safeHeaders(scope, id, pages('Pages', connectOrigins));

/** What of an origin a browser forgets after a sign-out: https://www.w3.org/TR/clear-site-data/ */
export type Forgotten = 'cache' | 'storage';

/**
 * On the page after a sign-out: the browser forgets what this origin left in it. Not cookies: the pages have none, and the
 * word would clear those of the whole registrable domain (https://www.w3.org/TR/clear-site-data/#clear-cookies).
 */
export const farewellHeaders = (
  scope: Construct,
  id: string,
  {
    connectOrigins,
    forgotten,
  }: { readonly connectOrigins: string; readonly forgotten: readonly Forgotten[] },
) => {
  const headers = pages('Page after a sign-out', connectOrigins);
  const cleared = forgotten.map((what) => `"${what}"`).join(', ');
  return safeHeaders(scope, id, {
    ...headers,
    also: { ...headers.also, 'clear-site-data': cleared },
  });
};
