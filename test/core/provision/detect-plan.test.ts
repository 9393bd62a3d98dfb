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
    ['vitest run', 'npx --no-install vitest run --reporter=json --outputFile={report} (vitest)'],
    [
      'vitest --coverage',
      'npx --no-install vitest run --coverage --reporter=json --outputFile={report} (vitest)',
    ],
    ['vitest --watch', 'npm test (exit-code)'],
    ['vitest run && tsc', 'npm test (exit-code)'],
    ['jest --ci', 'npx --no-install jest --ci --json --outputFile={report} (jest)'],
    ['jest --json --outputFile=x', 'npm test (exit-code)'],
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
    ['pytest.ini', { 'pytest.ini': '' }, ['python3 -m pytest -q --junitxml={report} (pytest)']],
    [
      'pyproject.toml',
      { 'pyproject.toml': '[tool.pytest.ini_options]\n' },
      ['python3 -m pytest -q --junitxml={report} (pytest)'],
    ],
    [
      'pytest files',
      { 'tests/test_a.py': 'def test_a(): pass\n' },
      ['python3 -m pytest -q --junitxml={report} (pytest)'],
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
    ['Go', { 'go.mod': 'module x\n' }, ['go test -json ./... (go-test)']],
    ['Rust', { 'Cargo.toml': '' }, ['cargo test --no-fail-fast (cargo)']],
    ['make', { Makefile: 'build:\n\ntest: build\n\ttrue\n' }, ['make test (exit-code)']],
    ['make without tests', { Makefile: 'test := 1\nbuild:\n' }, []],
    [
      'make around what is known',
      { Makefile: 'test:\n', 'go.mod': '' },
      ['go test -json ./... (go-test)'],
    ],
    [
      'two ecosystems',
      { 'package.json': script('node --test'), 'go.mod': '' },
      [`${tap} (tap)`, 'go test -json ./... (go-test)'],
    ],
    [
      'pnpm',
      { 'package.json': script('tsx x.ts'), 'pnpm-lock.yaml': '' },
      ['pnpm test (exit-code)'],
    ],
    [
      'yarn with jest',
      { 'package.json': script('jest'), 'yarn.lock': '' },
      ['yarn run jest --json --outputFile={report} (jest)'],
    ],
    ['bun', { 'package.json': script('bun test'), 'bun.lock': '' }, ['bun run test (exit-code)']],
    ['Maven', { 'pom.xml': '' }, ['mvn -B test (exit-code)']],
    ["Maven's wrapper", { 'pom.xml': '', mvnw: '' }, ['sh ./mvnw -B test (exit-code)']],
    ['Gradle', { 'build.gradle.kts': '' }, ['gradle --console=plain test (exit-code)']],
    [
      "Gradle's wrapper",
      { 'build.gradle': '', gradlew: '' },
      ['sh ./gradlew --console=plain test (exit-code)'],
    ],
    [
      '.NET by its solution',
      { 'App.sln': '', 'src/App.csproj': '' },
      ['dotnet test --nologo App.sln (exit-code)'],
    ],
    [
      '.NET by its test project',
      { 'src/App.csproj': '', 'test/App.Tests.csproj': '' },
      ['dotnet test --nologo test/App.Tests.csproj (exit-code)'],
    ],
    ['Ruby with RSpec', { Gemfile: '', 'spec/a_spec.rb': '' }, ['bundle exec rspec (exit-code)']],
    [
      'Ruby with RSpec that can write JUnit',
      { Gemfile: '', '.rspec': '', 'Gemfile.lock': '    rspec_junit_formatter (0.6.0)\n' },
      ['bundle exec rspec --format RspecJunitFormatter --out {report} (junit)'],
    ],
    [
      'Ruby with tests',
      { Gemfile: '', 'test/a_test.rb': '' },
      ['bundle exec rake test (exit-code)'],
    ],
    ['Ruby without tests', { Gemfile: '' }, []],
    ['PHP', { 'phpunit.xml.dist': '' }, ['php vendor/bin/phpunit --log-junit {report} (junit)']],
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
