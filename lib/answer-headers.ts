/** Headers on every answer of the API, those that the API's gateway gives by itself included. */
import { Duration, Names } from 'aws-cdk-lib';
import { CfnResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** The answers are data: a browser runs nothing of them, frames none, and tells nobody where it was. */
export function answerHeaders(scope: Construct, id: string): CfnResponseHeadersPolicy {
  const override = true;
  return new CfnResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyConfig: {
      // CloudFront wants a name, one in the account.
      name: Names.uniqueResourceName(scope, { maxLength: 128 }),
      comment: 'Answers of the API',
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: Duration.days(730).toSeconds(),
          includeSubdomains: true,
          override,
        },
        contentTypeOptions: { override },
        frameOptions: { frameOption: 'DENY', override },
        referrerPolicy: { referrerPolicy: 'no-referrer', override },
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override,
        },
      },
      customHeadersConfig: {
        // Where an answer says by itself how long it may be kept, it is right.
        items: [{ header: 'cache-control', value: 'no-store', override: false }],
      },
    },
  });
}
