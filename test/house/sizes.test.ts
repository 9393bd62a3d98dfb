import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './tree.ts';

const sources = (folder: string) =>
  filesUnder(folder).filter((path) => /\.(ts|mts|mjs|tsx)$/.test(path));

const files = ['action', 'approval-app', 'test'].flatMap(sources);
const lines = (path: string) => read(path).split('\n').length;

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
        [...read(path).matchAll(/^\s*it\(\s*'([^']+)'/gm)].map((match) => `${path}: ${match[1]}`),
      );

    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
