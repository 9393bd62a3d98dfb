import { describe, expect, it } from 'vitest';
import { parseRepositoryConfig } from '../../../action/core/workflows/provision/parse-repository-config.ts';
import { readRepositoryConfig } from '../../../action/core/workflows/provision/read-repository-config.ts';

const githubToken = ['gh', 'p_', '0123456789abcdefghijABCDEFGHIJ012345'].join('');

function parse(text: string) {
  return parseRepositoryConfig(new TextEncoder().encode(text));
}

function because(text: string): string {
  const parsed = parse(text);
  return parsed.kind === 'wrong' ? parsed.because : 'it was accepted';
}

describe('.github/patchplane.yml', () => {
  it('[PKG-14] holds everything that a team settles about its repository', () => {
    const parsed = parse(`
version: 1
agent: { provider: anthropic, model: claude-x, candidates: 3, instructions: Be brief., trustRepositoryConfig: false }
environment:
  setup: [[npm, ci]]
  snapshot: node-24
  allow: [packages.example.com, '*.example.com:8443']
verification:
  requirements:
    - key: unit
      command: [npx, vitest, run, --reporter=json, '--outputFile={report}']
      report: { format: vitest, path: unit.json }
      repeat: 3
    - { key: home, kind: browser, command: ['{chromium}', '--screenshot={report}', index.html], report: { format: screenshot, path: home.png }, required: false, platform: linux }
policy: { rules: [] }
publication: { draft: true, labels: [ai] }
budgets: { wallSeconds: 600, costUsd: 1.5 }
approvals: { required: 2, roles: [maintainer], codeOwners: true, excludeRequester: true, expiresAfterSeconds: 3600, keepWhenBaseMoved: false, solo: false }
`);

    expect(parsed).toMatchObject({
      kind: 'good',
      config: {
        verification: {
          oldTestsOnNewCode: true,
          requirements: [
            { key: 'unit', kind: 'test', required: true, timeoutSeconds: 600, repeat: 3 },
            { key: 'home', required: false, platform: 'linux', repeat: 1 },
          ],
        },
        budgets: { wallSeconds: 600, costUsd: 1.5 },
      },
    });
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /line 1: the file must be a map of keys/],
    ['no version', 'agent: {}\n', /line 1: "version" is missing: it must be 1/],
    ['another version', 'version: 2\n', /line 1: "version" must be 1/],
    [
      'an unknown key',
      'version: 1\n\nverfication: {}\n',
      /line 3: there is no key "verfication"; take it out or mend its spelling \(known here: version, agent, /,
    ],
    [
      'an unknown key deep inside',
      'version: 1\nverification:\n  requirements:\n    - key: a\n      command: [x]\n      report:\n        format: tap\n        pth: x\n',
      /line 8: there is no key "verification\.requirements\[0\]\.report\.pth".*known here: format, path/,
    ],
    [
      'a command as shell text',
      'version: 1\nverification:\n  requirements:\n    - key: a\n      command: npm test\n',
      /line 5: "verification\.requirements\[0\]\.command" must be a list/,
    ],
    [
      'a report outside its folder',
      'version: 1\nverification:\n  requirements:\n    - { key: a, command: [x], report: { format: junit, path: ../../x } }\n',
      /line 4: ".*report\.path" must be a plain relative path, like junit\.xml/,
    ],
    [
      'two checks of one name',
      'version: 1\nverification: { requirements: [{ key: a, command: [x] }, { key: a, command: [y] }] }\n',
      /line 2: "verification\.requirements" must not name two checks with the same key/,
    ],
    ['a repeated key', 'version: 1\nversion: 1\n', /line 2: .*unique.*mend the YAML/],
    ['broken YAML', 'version: 1\nagent: {\n', /line \d: .*mend the YAML/],
    ['two documents', 'version: 1\n---\nversion: 1\n', /mend the YAML/],
    ['a tag', 'version: !!js/function 1\n', /line 1: .*mend the YAML/],
    [
      'an alias',
      'version: 1\nenvironment:\n  allow: &hosts [a.example]\n',
      /line 3: anchors and aliases are not read/,
    ],
    [
      'a key of every object',
      '__proto__: { version: 1 }\nversion: 1\n',
      /there is no key "__proto__"/,
    ],
    [
      'a secret, without repeating it',
      `version: 1\nagent:\n  instructions: use ${githubToken}\n`,
      /line 3: there is what looks like a secret; store it as a GitHub secret/,
    ],
    [
      'a budget below zero',
      'version: 1\nbudgets: { costUsd: -1 }\n',
      /line 2: "budgets\.costUsd" /,
    ],
  ];

  it.each(refused)('[CFG-14] refuses %s, with line, key and fix', (_, text, sentence) => {
    expect(because(text)).toMatch(sentence);
    expect(because(text)).not.toContain(githubToken);
  });

  it('lists all that is wrong at once', () => {
    expect(because('version: 3\nlable: x\nbudgets: { usd: 1 }\n')).toMatch(
      /line 1: "version".*line 3: there is no key "budgets\.usd".*line 2: there is no key "lable"/,
    );
  });

  it('[C9] refuses what is too large, too deep, or not text', () => {
    const billion = `version: 1\na: &a [x,x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*a,*a]`).join('\n')}\n`;

    expect(because(`version: 1\n#${'x'.repeat(256 * 1024)}`)).toMatch(/larger than 256 KB/);
    expect(because(`version: 1\nagent: ${'['.repeat(20_000)}`)).toMatch(/nested too deeply|mend/);
    expect(because(billion)).toMatch(/anchors and aliases are not read/);
    expect(parseRepositoryConfig(Uint8Array.of(0xff, 0xfe, 0x00))).toMatchObject({
      kind: 'wrong',
      because: expect.stringMatching(/not UTF-8/),
    });
  });
});

function baseOf(files: Readonly<Record<string, string>>, mode = '100644') {
  return {
    listBase: async () =>
      Object.keys(files).map((path) => ({
        path: new TextEncoder().encode(path),
        mode,
        blob: '1'.repeat(40),
      })),
    readBaseFile: async (path: string) =>
      mode === '100644' ? new TextEncoder().encode(files[path]) : undefined,
  };
}

describe('reading it from the base', () => {
  it('means the defaults where there is none', async () => {
    expect(await readRepositoryConfig(baseOf({ 'README.md': '' }))).toEqual({
      kind: 'good',
      written: false,
      config: { version: 1 },
    });
  });

  it('never takes a file that can not be used for none', async () => {
    const link = baseOf({ '.github/patchplane.yml': 'elsewhere' }, '120000');
    const misnamed = baseOf({ '.github/PatchPlane.yaml': 'version: 1\n' });

    expect(await readRepositoryConfig(link)).toMatchObject({
      kind: 'wrong',
      because: expect.stringMatching(/not a regular file/),
    });
    expect(await readRepositoryConfig(misnamed)).toMatchObject({
      kind: 'wrong',
      because: expect.stringMatching(/\.github\/PatchPlane\.yaml, which is not read; rename it/),
    });
  });
});
