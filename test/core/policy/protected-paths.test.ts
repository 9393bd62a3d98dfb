import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../../action/core/policy/evaluate.ts';
import { added, factsOf, modified } from './sample.ts';

const outcomeFor = (path: string) =>
  evaluatePolicy(defaultBundle, factsOf([{ change: added(path), before: '', after: 'x\n' }]))
    .outcome;

describe('[SEC-18] files that steer repository, automation or agents', () => {
  it.each([
    '.github/workflows/ci.yml',
    '.GitHub/Workflows/CI.yml',
    '.github/CODEOWNERS',
    '.github/dependabot.yml',
    'CODEOWNERS',
    'docs/CODEOWNERS',
    '.gitattributes',
    'deep/down/.gitattributes',
    '.gitmodules',
    '.patchplane/state/x.json',
    'patchplane.config.json',
    '.ai-review.yml',
    'AGENTS.md',
    'packages/a/AGENTS.md',
    'CLAUDE.md',
    'claude.md',
    '.claude/settings.json',
    '.pi/extensions/a.ts',
    '.mcp.json',
    '.cursor/mcp.json',
    '.cursorrules',
    '.copilot-instructions.md',
    '.copilot/config.json',
    '.husky/pre-commit',
    '.npmrc',
    'packages/a/.npmrc',
    '.yarn/releases/yarn.cjs',
    '.env',
    '.env.production',
    'app/.env.local',
    '.envrc',
    '.gitlab-ci.yml',
    '.circleci/config.yml',
    'Jenkinsfile',
    '.git/config',
    'sub/.git/hooks/post-checkout',
  ])('%s is blocked', (path) => {
    expect(outcomeFor(path)).toBe('block');
  });

  it.each(['.vscode/tasks.json', '.devcontainer/devcontainer.json', 'SECURITY.md', '.gitignore'])(
    '%s wants a look',
    (path) => {
      expect(outcomeFor(path)).toBe('manual-review');
    },
  );

  it.each([
    'src/index.js',
    'README.md',
    'github/workflows.md',
    'docs/github.md',
    '.env.example',
    'src/env.ts',
    'src/agents.md.ts',
  ])('%s is nobody’s business', (path) => {
    expect(outcomeFor(path)).toBe('approve');
  });
});

describe('[SEC-17] dependencies and files that run in CI', () => {
  const rulesFor = (path: string, before = 'a', after = 'b') =>
    evaluatePolicy(
      defaultBundle,
      factsOf([{ change: modified(path), before, after }]),
    ).findings.map(({ rule }) => rule);

  it.each([
    'yarn.lock',
    'pnpm-lock.yaml',
    'sub/requirements-dev.txt',
    'uv.lock',
    'go.sum',
    'Cargo.lock',
    'Gemfile.lock',
    'composer.lock',
    'vendor/github.com/x/y.go',
  ])('%s is a dependency change', (path) => {
    expect(rulesFor(path)).toContain('dependency-change');
  });

  it.each([
    'Makefile',
    'tests/conftest.py',
    'build.rs',
    'Dockerfile',
    'vitest.config.ts',
    'gradlew',
  ])('%s runs in CI', (path) => {
    expect(rulesFor(path)).toEqual(['ci-executable']);
  });

  it.each([
    ['a new dependency', { dependencies: { a: '1' } }, ['dependency-change', 'new-dependency']],
    ['a changed script', { scripts: { test: 'true' } }, ['ci-executable']],
    ['another version of itself', { version: '2.0.0' }, []],
  ])('package.json with %s', (_, change, rules) => {
    const before = JSON.stringify({
      name: 'x',
      version: '1.0.0',
      scripts: { test: 'node --test' },
    });
    const after = JSON.stringify({ ...JSON.parse(before), ...change });

    expect(rulesFor('package.json', before, after)).toEqual(rules);
  });

  it.each([
    ['is not JSON', '{'],
    ['is not an object', '[]'],
    ['nests without end', `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ])('package.json that %s is both', (_, after) => {
    expect(rulesFor('package.json', '{}', after)).toEqual(
      expect.arrayContaining(['ci-executable', 'dependency-change']),
    );
  });
});
