import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, read, root } from './tree.ts';

/**
 * Sentences that only this code says. A bundler keeps them as they are, so where one of them
 * turns up, the code is there.
 */
function sentencesOf(place: string): readonly string[] {
  const others = sources.filter(({ path }) => !path.startsWith(place)).map(({ text }) => text);
  const found = sources
    .filter(({ path }) => path.startsWith(place))
    .flatMap(({ text }) => [...text.matchAll(/'([A-Za-z0-9 ,.:;/-]{24,})'/g)])
    .flatMap(([, sentence]) => sentence ?? []);
  return [...new Set(found)].filter(
    (sentence) => /\w \w/.test(sentence) && !others.some((text) => text.includes(sentence)),
  );
}

const sources = filesUnder('action').map((path) => ({ path, text: read(path) }));

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
  'action/embedded/daytona',
  'action/embedded/model',
  'action/embedded/runner',
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

const doors = ['action', 'propose', 'publish', 'finish', 'cli'];
const atHome = ['action/embedded/github', 'action/embedded/r2', 'action/embedded/oidc'];

describe('what a door does without', () => {
  it.each(doors)('no stand-in for a vendor is in %s', (door) => {
    const text = bundle(door);
    const sentences = atHome.flatMap(sentencesOf);

    expect(sentences.length).toBeGreaterThan(3);
    expect(sentences.filter((sentence) => text.includes(sentence))).toEqual([]);
  });

  it.each(doors)('%s is files of its own, and no folder', (door) => {
    const entries = readdirSync(join(root, 'dist', door), { withFileTypes: true });

    expect(entries.filter((entry) => !entry.isFile()).map(({ name }) => name)).toEqual([]);
  });

  it('what propose starts beside itself is there', () => {
    expect(existsSync(join(root, 'dist', 'propose', 'guardian.mjs'))).toBe(true);
    expect(existsSync(join(root, 'dist', 'inside', 'collect.mjs'))).toBe(true);
  });
});

/** Clients of vendors and the parser of YAML, each in chunks that only a job with that vendor or file loads. */
const vendors =
  /aws-sdk|@azure\/|undici|__SENTRY__|\$lib_version|BatchSpanProcessor|YAMLParseError/i;

describe('how much a door is', () => {
  it('publish is under 700 KB, without the clients of vendors that it may load', () => {
    const folder = join(root, 'dist', 'publish');
    const own = readdirSync(folder).filter(
      (name) => name.endsWith('.js') && !vendors.test(read(join('dist', 'publish', name))),
    );
    const bytes = own.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

    expect(own).toContain('index.js');
    expect(bytes).toBeLessThan(700 * 1024);
  });
});
