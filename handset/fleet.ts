/** Many handsets in one process: their numbers and folders from templates, one inbox stream and one clock for all. */
import { Fault } from '#domain/fault.ts';
import { createHandset, type Handset } from './handset.ts';
import type { HandsetOptions } from './options.ts';
import { Turnstile } from './turnstile.ts';

const NUMBER_LENGTH = 11;

/**
 * The handsets of a fleet, all off. In `dir` and `number`, `{n}` stands for 1, 2, …; in a number it is padded to the
 * full 11 digits. Without it folders get `/n` appended and numbers count up, where there is more than one handset.
 * @throws Fault `bad-number` when a template makes no Japanese number.
 */
export function createFleet(
  options: Omit<HandsetOptions, 'turnstile'>,
  { count }: { count: number },
): Handset[] {
  const turnstile = new Turnstile(16);
  return Array.from({ length: count }, (_, index) =>
    createHandset({
      ...options,
      turnstile,
      dir: folderOf(options.dir, index + 1, count),
      number: numberOf(options.number, index + 1),
    }),
  );
}

function folderOf(template: string, n: number, count: number): string {
  if (template.includes('{n}')) return template.replaceAll('{n}', String(n));
  return count === 1 ? template : `${template}/${n}`;
}

function numberOf(template: string, n: number): string {
  const number = template.includes('{n}')
    ? template.replace('{n}', String(n).padStart(NUMBER_LENGTH - template.length + 3, '0'))
    : String(Number(template) + n - 1).padStart(template.length, '0');
  if (!/^0[0-9]{9,10}$/.test(number))
    throw new Fault('bad-number', 'a number has 10 or 11 digits and begins with 0');
  return number;
}
