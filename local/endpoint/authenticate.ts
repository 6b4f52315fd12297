/** Tells who makes a call, by the access key of its signature, and whether the signature is theirs. */
import type { Caller } from '../iam/caller.ts';
import type { Credentials } from '../iam/credentials.ts';
import type { EndpointRequest } from './request.ts';
import type { Claim } from './signature/claim.ts';
import { signatureRefusal, unknownKeyRefusal } from './signature/refusals.ts';
import { createSigningKeys } from './signature/signing-key.ts';
import { judgeSignature } from './signature/verify.ts';

/** Asked twice: before the body is read, and with it. */
export interface Authentication {
  /** Whose key it is. @throws AwsError `UnrecognizedClientException`, or the service's own word for it. */
  requireKnownKey(claim: Claim, request: EndpointRequest): Caller;
  /** @throws AwsError `InvalidSignatureException`, `SignatureDoesNotMatch`, or what S3 complains of. */
  requireSignature(claim: Claim, request: EndpointRequest, body: Buffer): void;
}

export function authenticationBy(credentials: Credentials): Authentication {
  const signingKey = createSigningKeys();
  const ownerOf = (claim: Claim, { headers }: EndpointRequest) => {
    const owner = credentials.identify(claim.accessKeyId, claim.sessionToken);
    if (owner === undefined) throw unknownKeyRefusal({ service: claim.service, headers });
    return owner;
  };
  return {
    requireKnownKey: (claim, request) => ownerOf(claim, request).caller,
    requireSignature(claim, request, body) {
      const { secretAccessKey } = ownerOf(claim, request);
      const key = signingKey(claim, secretAccessKey);
      const verdict = judgeSignature({ ...request, body }, claim, key);
      const { headers } = request;
      if (verdict !== 'valid') throw signatureRefusal(verdict, { service: claim.service, headers });
    },
  };
}
