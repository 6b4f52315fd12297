/** The verified identities of this cloud: mail addresses and domains it may send from. */

export class Identities {
  readonly #names = new Set<string>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  add(name: string): void {
    this.#names.add(name.toLowerCase());
  }

  /**
   * The identity that covers an address: itself, else its domain, else a parent domain.
   * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html: a domain covers its subdomains.
   */
  covering(address: string): string | undefined {
    const lower = address.toLowerCase();
    if (this.#names.has(lower)) return lower;
    const labels = lower.slice(lower.indexOf('@') + 1).split('.');
    return labels
      .map((_, index) => labels.slice(index).join('.'))
      .find((domain) => this.#names.has(domain));
  }
}
