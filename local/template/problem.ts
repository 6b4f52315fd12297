/** What keeps a cloud assembly from being hosted: every reason at once, each with its place. */
import { AwsError } from '../aws/error.ts';

/** Thrown at start, before anything is created. Its message has one line for each problem. */
export class TemplateError extends AwsError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('TemplateError', `the template cannot be hosted:\n${problems.join('\n')}`);
    this.problems = problems;
  }
}
