/** A browser without scripts: keeps cookies, follows redirects by hand, posts forms. */

export class Browser {
  readonly #cookies = new Map<string, string>();

  /** One request; redirects are not followed. */
  async send(url: string, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects until there is none, or one that leads elsewhere than to `origin`. */
  async follow(url: string, origin: string, form?: Record<string, string>): Promise<Followed> {
    let answer = await this.send(url, form);
    let at = url;
    for (;;) {
      const location = answer.headers.get('location');
      if (location === null) return { url: at, answer };
      at = new URL(location, at).href;
      if (new URL(at).origin !== origin) return { url: at, answer };
      answer = await this.send(at);
    }
  }
}

interface Followed {
  readonly url: string;
  readonly answer: Response;
}
