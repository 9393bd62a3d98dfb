import { describe, expect, it } from 'vitest';
import { detectPlan } from '../../../action/core/workflows/provision/detect-plan.ts';
import { VerificationPlan } from '../../../action/domain/verification.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A base tree by path; `[mode, content]` for what is no regular file. */
function baseOf(files: Readonly<Record<string, string | readonly [string, string]>>) {
  const entries = Object.entries(files).map(([path, file]) => {
    const [mode, content] = typeof file === 'string' ? ['100644', file] : file;
    return { path, mode: mode ?? '', content: content ?? '' };
  });
  return {
    listBase: async () =>
      entries.map(({ path, mode }) => ({ path: bytes(path), mode, blob: 'a'.repeat(40) })),
    readBaseFile: async (path: string) => {
      const entry = entries.find((candidate) => candidate.path === path);
      return entry && bytes(entry.content);
    },
  };
}

const script = (test: string, more: object = {}) => JSON.stringify({ scripts: { test, ...more } });

const commandsOf = async (files: Parameters<typeof baseOf>[0]) => {
  const plan = VerificationPlan.parse(await detectPlan(baseOf(files)));
  return plan.requirements.map(({ command, report }) => `${command.join(' ')} (${report})`);
};

const tap = 'node --test --test-reporter=tap';

describe('detectPlan', () => {
  it.each([
    ['node --test', `${tap} (tap)`],
    ['node --test test/', `${tap} test/ (tap)`],
    ['node  --test   test/*.test.js', `${tap} test/*.test.js (tap)`],
    ['node --test "test/**/*.test.js"', `${tap} test/**/*.test.js (tap)`],
    ['node --import ./setup.js --test', `${tap} --import ./setup.js (tap)`],
    ['node --test --test-reporter=spec test/', `${tap} test/ (tap)`],
    ['node --test --test-reporter spec test/', `${tap} test/ (tap)`],
    ['node --test test/**/*.js', 'npm test (exit-code)'],
    ['node --test && echo done', 'npm test (exit-code)'],
    ['node --test $(cat list)', 'npm test (exit-code)'],
    ['NODE_ENV=test node --test', 'npm test (exit-code)'],
    ['vitest run', 'npm test (exit-code)'],
  ])('package.json script %s', async (test, command) => {
    expect(await commandsOf({ 'package.json': script(test) })).toEqual([command]);
  });

  it('lets npm run the hooks around a test script', async () => {
    const files = { 'package.json': script('node --test', { pretest: 'tsc' }) };

    expect(await commandsOf(files)).toEqual(['npm test (exit-code)']);
  });

  it.each([
    ['no script', '{}'],
    ['an empty script', script(' ')],
    ["npm's own default", script('echo "Error: no test specified" && exit 1')],
    ['scripts that are no object', '{"scripts":[]}'],
    ['a script that is no string', '{"scripts":{"test":1}}'],
    ['what is not JSON', '{"scripts":'],
    ['what is not an object', '"x"'],
  ])('finds nothing in a package.json with %s', async (_, content) => {
    expect(await commandsOf({ 'package.json': content })).toEqual([]);
  });

  it('does not follow a symbolic link', async () => {
    expect(await commandsOf({ 'package.json': ['120000', script('node --test')] })).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['pytest.ini', { 'pytest.ini': '' }, ['python3 -m pytest -q (exit-code)']],
    [
      'pyproject.toml',
      { 'pyproject.toml': '[tool.pytest.ini_options]\n' },
      ['python3 -m pytest -q (exit-code)'],
    ],
    [
      'pytest files',
      { 'tests/test_a.py': 'def test_a(): pass\n' },
      ['python3 -m pytest -q (exit-code)'],
    ],
    [
      'unittest at the root',
      { 'test_a.py': 'import unittest\n' },
      ['python3 -m unittest discover -v (exit-code)'],
    ],
    [
      'unittest in a folder',
      { 'tests/test_a.py': 'import unittest\n' },
      ['python3 -m unittest discover -v -s tests (exit-code)'],
    ],
    [
      'unittest in a package',
      { 'tests/test_a.py': 'import unittest\n', 'tests/__init__.py': '' },
      ['python3 -m unittest discover -v (exit-code)'],
    ],
    ['Python without tests', { 'main.py': '', 'pyproject.toml': '[project]\n' }, []],
    ['Go', { 'go.mod': 'module x\n' }, ['go test ./... (exit-code)']],
    ['Rust', { 'Cargo.toml': '' }, ['cargo test (exit-code)']],
    ['make', { Makefile: 'build:\n\ntest: build\n\ttrue\n' }, ['make test (exit-code)']],
    ['make without tests', { Makefile: 'test := 1\nbuild:\n' }, []],
    [
      'make around what is known',
      { Makefile: 'test:\n', 'go.mod': '' },
      ['go test ./... (exit-code)'],
    ],
    [
      'two ecosystems',
      { 'package.json': script('node --test'), 'go.mod': '' },
      [`${tap} (tap)`, 'go test ./... (exit-code)'],
    ],
    ['nothing', { 'README.md': '' }, []],
  ])('knows %s', async (_, files, commands) => {
    expect(await commandsOf(files)).toEqual(commands);
  });

  it('says that it guessed, from what, and gives equal bases equal digests', async () => {
    const files = { 'package.json': script('node --test'), 'README.md': 'one' };

    const plan = await detectPlan(baseOf(files));
    const again = await detectPlan(baseOf({ ...files, 'README.md': 'two' }));

    expect(plan).toMatchObject({ guessed: true, sources: ['package.json'] });
    expect(again.digest).toBe(plan.digest);
  });

  it('ignores paths that are not UTF-8', async () => {
    const base = baseOf({});
    const listBase = async () => [
      { path: new Uint8Array([0xff]), mode: '100644', blob: 'a'.repeat(40) },
    ];

    expect((await detectPlan({ ...base, listBase })).requirements).toEqual([]);
  });
});
