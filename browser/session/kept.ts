/** What the pages keep for as long as the tab is open: `sessionStorage`, read by a schema. No token is ever in it. */
import type * as z from 'zod/mini';

const PREFIX = 'remote-wipe.';

/** Undefined where nothing is kept, or something that an earlier version of the pages wrote. */
export function readKept<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = sessionStorage.getItem(PREFIX + name);
  if (text === null) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
}

export function forget(name: string): void {
  sessionStorage.removeItem(PREFIX + name);
}

/** Everything but what is named: the next person at this machine finds nothing. */
export function forgetAll(but: readonly string[] = []): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX) && !but.includes(key.slice(PREFIX.length)))
      sessionStorage.removeItem(key);
}
