import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../approval-app/convex/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** Every question to a table, with what follows it. */
const questions = files.flatMap((file) =>
  [
    ...readFileSync(new URL(file, folder), 'utf8').matchAll(/ctx\.db\s*\.query\('\w+'\)([^;]*);/g),
  ].map(([question, rest = '']) => ({ file, question, rest })),
);

it('no function of the ledger reads a table from end to end', () => {
  const without = questions.filter(
    ({ rest, file }) => !/\.with(Search)?Index\(/.test(rest) && file !== 'inbox.ts',
  );

  expect(questions.length).toBeGreaterThan(40);
  expect(without.map(({ file, question }) => `${file}: ${question}`)).toEqual([]);
  // The inbox chooses its index by what is asked.
  const inbox = readFileSync(new URL('inbox.ts', folder), 'utf8');
  expect(inbox.match(/\.with(Search)?Index\(/g)).toHaveLength(8);
});

it('no answer of the ledger is without a limit', () => {
  for (const file of files) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    expect(text, file).not.toMatch(/\.collect\(\)/);
  }
});
