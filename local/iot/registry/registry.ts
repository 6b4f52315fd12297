/** Things, certificates and what is attached to what: read from memory, kept in one journal. */
import { type AppendLog, openLog, readLog } from '../../disk/append-log.ts';
import { type Certificate, type Entry, entry, type Thing } from './entries.ts';
import { Pairs } from './pairs.ts';

export class Registry {
  readonly #things = new Map<string, Thing>();
  readonly #certificates = new Map<string, Certificate>();
  /** Policy name and certificate id. */
  readonly #policies = new Pairs();
  /** Thing name and certificate id. */
  readonly #principals = new Pairs();
  readonly #log: AppendLog<Entry>;
  readonly #weakenedListeners = new Set<(certificateId: string) => void>();

  /** Goes on from the journal at `path`. */
  constructor(path: string) {
    for (const change of readLog(path, entry)) this.#take(change);
    this.#log = openLog(path, [...this.#entries()]);
  }

  get things(): ReadonlyMap<string, Thing> {
    return this.#things;
  }

  /** By certificate id. */
  get certificates(): ReadonlyMap<string, Certificate> {
    return this.#certificates;
  }

  /** Names of the policies attached to a certificate. */
  policiesOf(certificateId: string): readonly string[] {
    return this.#policies.leftsOf(certificateId);
  }

  /** Ids of the certificates that a policy is attached to. */
  targetsOf(policyName: string): readonly string[] {
    return this.#policies.rightsOf(policyName);
  }

  /** Names of all policies that are attached to something. */
  attachedPolicies(): ReadonlySet<string> {
    return new Set([...this.#policies].map(([name]) => name));
  }

  thingsOf(certificateId: string): readonly string[] {
    return this.#principals.leftsOf(certificateId);
  }

  /** Ids of the certificates attached to a thing. */
  principalsOf(thingName: string): readonly string[] {
    return this.#principals.rightsOf(thingName);
  }

  isAttached(thingName: string, certificateId: string): boolean {
    return this.#things.has(thingName) && this.#principals.has(thingName, certificateId);
  }

  /** Calls `listener` at once when a certificate loses its status, a policy or a thing. */
  onWeakened(listener: (certificateId: string) => void): void {
    this.#weakenedListeners.add(listener);
  }

  /** Applies a change to memory; resolves when it is on disk. */
  async apply(change: Entry): Promise<void> {
    const written = this.#log.append(change);
    this.#take(change);
    const weakened = weakenedBy(change);
    if (weakened !== undefined) for (const listener of this.#weakenedListeners) listener(weakened);
    await written;
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  #take(change: Entry): void {
    switch (change.entry) {
      case 'thing':
        this.#things.set(change.thing.name, change.thing);
        break;
      case 'thing-gone':
        this.#things.delete(change.name);
        break;
      case 'certificate':
        this.#certificates.set(change.certificate.id, change.certificate);
        break;
      case 'certificate-gone':
        this.#forget(change.id);
        break;
      case 'policy-attached':
        this.#policies.add(change.policyName, change.certificateId);
        break;
      case 'policy-detached':
        this.#policies.delete(change.policyName, change.certificateId);
        break;
      case 'principal-attached':
        this.#principals.add(change.thingName, change.certificateId);
        break;
      case 'principal-detached':
        this.#principals.delete(change.thingName, change.certificateId);
        break;
    }
  }

  #forget(certificateId: string): void {
    this.#certificates.delete(certificateId);
    for (const name of this.policiesOf(certificateId)) this.#policies.delete(name, certificateId);
    for (const name of this.thingsOf(certificateId)) this.#principals.delete(name, certificateId);
  }

  /** What still counts of the journal. */
  *#entries(): Generator<Entry> {
    for (const thing of this.#things.values()) yield { entry: 'thing', thing };
    for (const certificate of this.#certificates.values())
      yield { entry: 'certificate', certificate };
    for (const [policyName, certificateId] of this.#policies)
      yield { entry: 'policy-attached', policyName, certificateId };
    for (const [thingName, certificateId] of this.#principals)
      yield { entry: 'principal-attached', thingName, certificateId };
  }
}

function weakenedBy(change: Entry): string | undefined {
  switch (change.entry) {
    case 'certificate':
      return change.certificate.status === 'ACTIVE' ? undefined : change.certificate.id;
    case 'certificate-gone':
      return change.id;
    case 'policy-detached':
    case 'principal-detached':
      return change.certificateId;
    default:
      return undefined;
  }
}
