/** Rows as a table for the terminal. */
import type { JudgedRow } from './judge.ts';
import type { Target } from './section.ts';

const HEAD = ['', 'value', 'floor', 'ratio', 'target', ''];

/** Lines of a table, columns aligned: the name to the left, figures to the right. */
export function tableOf(rows: readonly JudgedRow[]): string[] {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => width(row[column]))));
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const size = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(size) : cell.padStart(size);
      })
      .join('  ')
      .trimEnd(),
  );
}

const width = (cell: string | undefined) => cell?.length ?? 0;

function cellsOf({ name, value, unit, floor, ratio, target, met }: JudgedRow): string[] {
  return [
    name,
    `${figure(value)} ${unit}`.trim(),
    floor === undefined ? '' : figure(floor),
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    target === undefined ? '' : shown(target),
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ];
}

const shown = (target: Target) =>
  'most' in target ? `≤ ${figure(target.most)}` : `≥ ${figure(target.least)}`;

/** Three significant digits at least, no more than anybody reads. */
function figure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Math.abs(value) >= 0.1
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : value.toPrecision(2);
}
