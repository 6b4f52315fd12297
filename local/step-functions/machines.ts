/** The state machines of the template, and every definition that executions were started with. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { CloudContext } from '../part.ts';
import { type Definition, readDefinition } from './definition/definition.ts';

const revision = z.strictObject({
  id: z.string(),
  definition: z.string(),
  roleArn: z.string(),
  /** When it became the current one, epoch milliseconds. */
  at: z.number(),
});
const machineFile = z.strictObject({ createdAt: z.number(), revisions: z.array(revision) });

/** A definition and a role: an execution keeps those it was started with. */
export type Revision = z.output<typeof revision>;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Machine {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
  readonly current: Revision;
  readonly revisions: ReadonlyMap<string, Revision>;
}

export class Machines {
  readonly #context: Pick<CloudContext, 'account' | 'region' | 'clock'>;
  readonly #folder: string;
  readonly #machines = new Map<string, Machine>();
  readonly #definitions = new Map<string, Definition>();

  constructor(context: Pick<CloudContext, 'account' | 'region' | 'clock'>, folder: string) {
    this.#context = context;
    this.#folder = folder;
  }

  get all(): readonly Machine[] {
    return [...this.#machines.values()];
  }

  arnOf(name: string): string {
    return `arn:aws:states:${this.#context.region}:${this.#context.account}:stateMachine:${name}`;
  }

  find(name: string): Machine | undefined {
    return this.#machines.get(name);
  }

  /** @throws AwsError `StateMachineDoesNotExist`. */
  byArn(arn: string): Machine {
    const machine = this.#machines.get(arn.slice(arn.lastIndexOf(':') + 1));
    if (machine?.arn === arn) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  /**
   * Creates a machine, or finds it again; a changed definition or role is a new revision.
   * @throws AwsError `InvalidDefinition`, `StateMachineAlreadyExists`.
   */
  put(
    name: string,
    { definition, roleArn, tags }: Pick<Revision, 'definition' | 'roleArn'> & Pick<Machine, 'tags'>,
  ): Machine {
    const arn = this.arnOf(name);
    if (this.#machines.has(name))
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    const id = revisionId(definition, roleArn);
    this.#definitions.set(id, readDefinition(definition));
    const path = join(this.#folder, `${encodeURIComponent(name)}.json`);
    const now = this.#context.clock.now();
    const file = readJsonFile(path, machineFile) ?? { createdAt: now, revisions: [] };
    const current = { id, definition, roleArn, at: now };
    if (file.revisions.at(-1)?.id !== id) {
      file.revisions.push(current);
      replaceFile(path, JSON.stringify(file));
    }
    const revisions = new Map(file.revisions.map((each) => [each.id, each]));
    const machine = {
      name,
      arn,
      createdAt: file.createdAt,
      tags,
      current: revisions.get(id) ?? current,
      revisions,
    };
    this.#machines.set(name, machine);
    return machine;
  }

  /** @throws AwsError `InvalidDefinition` for a definition of an earlier start that is not hosted any more. */
  definition({ id, definition }: Revision): Definition {
    const known = this.#definitions.get(id) ?? readDefinition(definition);
    this.#definitions.set(id, known);
    return known;
  }
}

/** In the form of a UUID, as AWS's revision ids are. */
function revisionId(definition: string, roleArn: string): string {
  const digest = createHash('sha256').update(`${roleArn}\n${definition}`).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
