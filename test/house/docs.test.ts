import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawMap } from './map.ts';
import { filesUnder, read, root } from './tree.ts';

const pages = filesUnder('.').filter((path) => path.endsWith('.md') && !isSample(path));

describe('the documents say what is', () => {
  it('docs/MAP.md is fresh; if not, run: node test/house/map.ts', () => {
    expect(read('docs/MAP.md') === drawMap()).toBe(true);
  });

  it('every link leads to a file, and to a heading where it names one', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !leads(page, link))
        .map((link) => `${page}: ${link}`),
    );

    expect(broken).toEqual([]);
  });

  it('README names exactly the flags that npm start has', () => {
    const help = spawnSync(process.execPath, ['action/entry/start.ts', '--help'], {
      cwd: root,
      encoding: 'utf8',
    });
    const flags = (text: string) =>
      [...text.matchAll(/^[\s|`]*(?:-\w, )?(--[a-z][a-z-]*)/gm)].map((match) => match[1]).sort();
    const section = read('README.md').split('## Flags of npm start')[1]?.split('\n## ')[0] ?? '';

    expect(help.status).toBe(0);
    expect(flags(section)).toEqual(flags(help.stdout));
  });

  it('README lists every cassette', () => {
    const there = filesUnder('examples/cassettes').filter((path) => path.endsWith('.json'));

    expect(there.filter((path) => !read('README.md').includes(`(${path})`))).toEqual([]);
  });

  it('README names every variable that chooses a model', () => {
    const sources = ['domain/model-upstream.ts', 'plugins/model-route/agent-model.ts'].map((name) =>
      read(join('action', name)),
    );
    const names = sources
      .join('\n')
      .match(/\b(PATCHPLANE_AGENT|OPENAI|ANTHROPIC|CLOUDFLARE)_[A-Z_]+\b/g);

    expect(
      [...new Set(names)].filter((name) => !read('README.md').includes(`\`${name}\``)),
    ).toEqual([]);
  });

  it('[SPEC 7] every service has a page, which names its contract and a test', () => {
    const services = filesUnder('action/core/services')
      .map((path) => path.slice('action/core/services/'.length))
      .filter((name) => name.endsWith('-service.ts'));
    const page = (name: string) => read(`docs/ports/${name.replace('-service.ts', '.md')}`);

    expect(services).toHaveLength(12);
    expect(services.filter((name) => !page(name).includes(`services/${name})`))).toEqual([]);
    expect(services.filter((name) => !page(name).includes('\n## Tests\n'))).toEqual([]);
  });
});

/** The sample repository is somebody else's, as far as these documents go. */
function isSample(path: string): boolean {
  return path.startsWith('examples/sample-repo/') || path.startsWith('test/fixtures/');
}

function linksOf(page: string): string[] {
  const text = read(page).replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^https?:/.test(link));
}

function leads(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** Headings as GitHub turns them into anchors. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
