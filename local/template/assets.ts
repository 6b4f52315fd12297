/** Where the files behind a template's asset references are, as the cloud assembly's asset manifest says. */
export interface Assets {
  /** The folder (or file) that `cdk deploy` would have uploaded under this key. @throws AwsError `NoSuchKey`. */
  locate(objectKey: string): string;
}
