import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('_generated') && !path.includes('node_modules'));
}

const files = ['action', 'approval-app', 'test'].flatMap(sources);
const lines = (path: string) => readFileSync(join(root, path), 'utf8').split('\n').length;

describe('the house stays readable', () => {
  it('no file is longer than 300 lines', () => {
    expect(files.filter((path) => lines(path) > 300)).toEqual([]);
  });

  it('half of the product files are shorter than 110 lines', () => {
    const sizes = sources('action')
      .map(lines)
      .sort((left, right) => left - right);

    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(110);
  });

  it('every test has a title of its own', () => {
    const titles = files
      .filter((path) => path.endsWith('.test.ts'))
      .flatMap((path) =>
        [...readFileSync(join(root, path), 'utf8').matchAll(/^\s*it\(\s*'([^']+)'/gm)].map(
          (match) => `${path}: ${match[1]}`,
        ),
      );

    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
