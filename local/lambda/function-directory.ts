/** All functions of one cloud by the names and ARNs that callers use, and the question whether a caller may use one. */
import { AwsError } from '../aws/error.ts';
import type { Access } from '../iam/access.ts';
import type { Caller } from '../iam/caller.ts';
import type { LambdaFunction } from './function.ts';

interface DirectoryOptions {
  readonly account: string;
  readonly region: string;
  readonly access: Access;
}

/** A function as a caller named it. */
export interface FunctionReference {
  readonly name: string;
  /** The ARN with the qualifier, where one was given: that is what policies are matched against. */
  readonly arn: string;
  readonly qualifier: string | undefined;
}

export class FunctionDirectory {
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #options: DirectoryOptions;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  get functions(): readonly LambdaFunction[] {
    return [...this.#functions.values()];
  }

  add(added: LambdaFunction): void {
    this.#functions.set(added.settings.name, added);
  }

  arnOf(name: string): string {
    return `arn:aws:lambda:${this.#options.region}:${this.#options.account}:function:${name}`;
  }

  /**
   * Reads a name, a partial ARN (`account:function:name`) or an ARN, each with or without a qualifier.
   * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#lambda-Invoke-request-FunctionName
   * @throws AwsError `ValidationException`, `ResourceNotFoundException` for another account or region.
   */
  refer(text: string, givenQualifier?: string): FunctionReference {
    const match =
      /^(?:arn:aws:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]+))?$/.exec(
        text,
      );
    if (match === null)
      throw new AwsError('ValidationException', 'functionName is not a function name or ARN');
    const [, region, account, name = '', ownQualifier] = match;
    const { region: here, account: us } = this.#options;
    if ((region ?? here) !== here || (account ?? us) !== us) throw notFound(text);
    const qualifier = givenQualifier ?? ownQualifier;
    if (ownQualifier !== undefined && qualifier !== ownQualifier)
      throw new AwsError(
        'InvalidParameterValueException',
        'The derived qualifier from the function name does not match the specified qualifier.',
      );
    const arn = this.arnOf(name);
    return { name, qualifier, arn: qualifier === undefined ? arn : `${arn}:${qualifier}` };
  }

  /** @throws AwsError `ResourceNotFoundException`; versions and aliases are not hosted, only `$LATEST` is. */
  find({ name, qualifier, arn }: FunctionReference): LambdaFunction {
    const found = this.#functions.get(name);
    if (found === undefined || (qualifier ?? '$LATEST') !== '$LATEST') throw notFound(arn);
    return found;
  }

  /**
   * Asks before it is said whether there is such a function.
   * @throws AwsError `AccessDeniedException`, `ResourceNotFoundException`.
   */
  require(reference: FunctionReference, action: string, caller: Caller): LambdaFunction {
    const policy = this.#functions.get(reference.name)?.policy;
    this.#options.access.require({
      caller,
      action,
      resource: reference.arn,
      ...(policy && { resourcePolicy: policy }),
    });
    return this.find(reference);
  }
}

function notFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {
    status: 404,
    detail: { Type: 'User' },
  });
}
