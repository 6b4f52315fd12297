/** The part of `asl-validator` (which brings no types) that the tests use. */
declare module 'asl-validator' {
  function validate(
    definition: unknown,
    options?: { readonly checkArn?: boolean; readonly checkPaths?: boolean },
  ): { readonly isValid: boolean; readonly errors: readonly unknown[] };
  export = validate;
}
