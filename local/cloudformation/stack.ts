/** A stack as CloudFormation describes it. */

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html: those that occur here. */
export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE';

export interface StackParameter {
  readonly key: string;
  /** `****` for a parameter with `NoEcho`. */
  readonly value: string;
  /** What stands behind a parameter of the parameter store. */
  readonly resolvedValue?: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
  readonly exportName: string | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  /** Absent until the resource is made. */
  readonly physicalId: string | undefined;
  readonly type: string;
  /** JSON text, where the template has some. */
  readonly metadata: string | undefined;
}

/** When a stack was made and changed, epoch milliseconds. */
export interface StackTimes {
  readonly createdAt: number;
  readonly updatedAt?: number | undefined;
}

export interface DescribedStack extends StackTimes {
  /** `arn:aws:cloudformation:…:stack/{name}/{uuid}` */
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly status: StackStatus;
  readonly templateText: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
  readonly outputs: readonly StackOutput[];
  readonly resources: readonly StackResource[];
}

export interface StackExport {
  readonly stackId: string;
  readonly name: string;
  readonly value: string;
}
