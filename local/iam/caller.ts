/** Who makes a call to the local cloud. */

/** A principal whose policies decide: a role of the template, an AWS service acting for a resource, or the developer. */
export type Caller =
  /** A session of a role in the template. `arn` is the role's. */
  | { readonly kind: 'role'; readonly arn: string; readonly name: string }
  /** An AWS service principal (`iot.amazonaws.com`) on behalf of `sourceArn`: resource policies decide. */
  | { readonly kind: 'service'; readonly principal: string; readonly sourceArn: string }
  /** The developer's own administrator (`local` / `local`). Everything is allowed. */
  | { readonly kind: 'administrator'; readonly arn: string };
