import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, read, root } from './tree.ts';

/**
 * Sentences that only this code says. A bundler keeps them as they are, so where one of them
 * turns up, the code is there.
 */
function sentencesOf(place: string): readonly string[] {
  const sources = filesUnder('action').filter((path) => path.startsWith(place));
  const found = sources.flatMap((path) =>
    [...read(path).matchAll(/'([A-Za-z0-9 ,.:;/-]{24,})'/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(found)].filter((text) => /\w \w/.test(text));
}

function bundle(door: string): string {
  const folder = join('dist', door);
  if (!existsSync(join(root, folder, 'index.js')))
    throw new Error(`${folder} is not there. Run: npm run build`);
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => read(join(folder, name)))
    .join('\n');
}

const running = [
  'action/plugins/daytona',
  'action/plugins/pi',
  'action/plugins/model-route',
  'action/core/workflows/run',
  'action/core/workflows/capture',
];
const writing = [
  'action/plugins/github/writer.ts',
  'action/plugins/github/commit.ts',
  'action/core/workflows/publish',
  'action/core/workflows/decide',
];

describe('what is in the bundles', () => {
  it.each(running)('the code of %s is in propose and not in publish', (folder) => {
    const sentences = sentencesOf(folder);
    const [propose, publish] = [bundle('propose'), bundle('publish')];

    expect(sentences.filter((text) => propose.includes(text)).length).toBeGreaterThan(1);
    expect(sentences.filter((text) => publish.includes(text))).toEqual([]);
  });

  it.each(writing)('the code of %s is in publish and not in propose', (folder) => {
    const sentences = sentencesOf(folder);
    const [propose, publish] = [bundle('propose'), bundle('publish')];

    expect(sentences.filter((text) => publish.includes(text)).length).toBeGreaterThan(0);
    expect(sentences.filter((text) => propose.includes(text))).toEqual([]);
  });

  it.each(['@daytonaio', '/opt/pi/', 'agent_settled', 'chat/completions'])(
    'the words %s are in propose and not in publish',
    (word) => {
      expect(bundle('propose')).toContain(word);
      expect(bundle('publish')).not.toContain(word);
    },
  );
});
