import { readFileSync, writeFileSync } from 'node:fs';
import type { Row } from './row.ts';

const begin = '<!-- figures: written by npm run bench -- --write -->';
const end = '<!-- end of figures -->';

/** The figures as a Markdown table, which a terminal shows well enough. */
export function drawTable(rows: readonly Row[]): string {
  const head = ['what', 'measured', 'reference', 'ratio', 'target', ''];
  const body = rows.map(({ name, value, unit, reference, ratio, target, holds }) => [
    name,
    `${value} ${unit}`,
    reference === undefined ? '' : `${reference} ${unit}`,
    ratio === undefined ? '' : String(ratio),
    target,
    holds === undefined ? '' : holds ? 'met' : 'missed',
  ]);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...body.map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...body].map(line).join('\n');
}

/** Puts the figures between the two marks of the document; everything else stays. */
export function writeFigures(path: string, figures: string): void {
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has lost its marks`);
  writeFileSync(path, `${before}${begin}\n\n${figures}\n\n${end}${after}`);
}
