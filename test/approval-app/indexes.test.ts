import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../approval-app/convex/', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** Every question to a table, with what follows it. */
const questions = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:(\w+) = )?ctx\.db\s*\.query\('\w+'\)\s*([^;]*)/g)].map(
    ([, kept, rest = '']) => ({ file, kept, rest }),
  ),
);
const bounds = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\.with(?:Search)?Index\('(\w+)'([^;]{0,120})/g)].map(([, index, rest]) => ({
    ...{ file, index, rest },
  })),
);

/** Sweeps ask about all workspaces, by what makes a row their business. */
const sweeps = ['by_end', 'by_retention'];

describe('reading the ledger', () => {
  it('no function reads a table from end to end', () => {
    const without = questions.filter(({ rest }) => !/^\.with(Search)?Index\(/.test(rest));

    expect(questions.length).toBeGreaterThan(45);
    // Where the index is chosen by what is asked, each of the choices is one.
    expect(without.map(({ file, kept }) => `${file}: ${kept}`)).toEqual([
      'erasures.ts: entries',
      'inbox.ts: entries',
    ]);
    for (const { text } of sources.filter(({ file }) => /^(erasures|inbox)\.ts$/.test(file)))
      for (const [use] of text.matchAll(/\bentries\b(?! =|:)\s*\.?\w*/g))
        expect(use).toMatch(/^entries\s*\.with(Search)?Index$/);
  });

  it('no index is read from end to end: each begins with what is asked about', () => {
    const unbounded = bounds.filter(({ index, rest = '' }) => {
      const first = /^, \(q\) =>\s*(?:\{\s*const \w+ = )?q\s*\.(eq|search)\(/.test(rest);
      const chosen = /^, \(q\) =>\s*\w+ === undefined\s*\? q\s*\.eq\(/.test(rest);
      return !first && !chosen && !sweeps.includes(index ?? '');
    });

    expect(bounds.length).toBeGreaterThan(45);
    expect(unbounded).toEqual([]);
  });

  it('no answer is without a limit', () => {
    for (const { file, text } of sources) expect(text, file).not.toMatch(/\.collect\(\)/);
  });

  it('what is written passes the limits: there is one way in', () => {
    for (const { file, text } of sources)
      if (file !== 'rows.ts') expect(text, file).not.toMatch(/\bdb\s*\.(insert|patch|replace)\(/);
  });
});

it('every table says who writes it and who reads it', () => {
  const schema = ['schema.ts', 'appTables.ts']
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const tables = [...schema.matchAll(/((?:^ {2}\/\/.*\n)*)^ {2}(\w+): defineTable\(/gm)];

  expect(tables.length).toBeGreaterThan(25);
  for (const [, comment = '', table] of tables) {
    expect(comment, table).toMatch(/\b(Written|Appended|Added)\b/);
    expect(comment, table).toMatch(/\b[Rr]ead\b/);
  }
});
