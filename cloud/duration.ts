/** Spans of time as a person writes them: `90s`, `15m`, `1d12h`. */

const MILLISECONDS: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/** Milliseconds, or undefined for a text that is no span of time. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d{1,9}[dhms])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([dhms])/g)]
    .map(([, count, unit = '']) => Number(count) * (MILLISECONDS[unit] ?? 0))
    .reduce((sum, part) => sum + part, 0);
}

/** The same, the other way: the two largest units that are not zero. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = Object.entries(MILLISECONDS).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.length === 0 ? '0s' : parts.slice(0, 2).join(' ');
}
