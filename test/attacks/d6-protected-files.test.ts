import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../action/core/policy/policy-service.ts';
import { evaluate } from '../../action/core/workflows/evaluate/evaluate.ts';
import { judge, partsOf } from '../core/evaluate/judged.ts';
import { added, blobA, blobB, deleted, modified } from '../core/policy/sample.ts';

const blobs = { [blobA]: 'old\n', [blobB]: 'new\n' };

const protectedFiles = [
  '.github/workflows/release.yml',
  '.github/actions/setup/action.yml',
  '.GITHUB/workflows/release.yml',
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/codeowners',
  'AGENTS.md',
  'sub/CLAUDE.md',
  '.pi/settings.json',
  '.mcp.json',
  'patchplane.config.json',
  '.github/patchplane.yml',
  '.patchplane/policy.yml',
  '.gitattributes',
  'sub/.gitattributes',
];

describe('[D6] workflows, owners, agent files and our own policy', () => {
  it.each(
    protectedFiles.flatMap((path) => [
      [path, 'added', added(path)] as const,
      [path, 'changed', modified(path)] as const,
      [path, 'deleted', deleted(path)] as const,
    ]),
  )('%s %s is blocked', async (path, _, change) => {
    const outcome = await judge({ changes: [change], blobs });

    expect(outcome).toMatchObject({
      stop: { state: 'blocked' },
      add: { verdict: { findings: expect.arrayContaining([expect.objectContaining({ path })]) } },
    });
  });

  it('does not hide behind bytes that are not UTF-8', async () => {
    const path = { base64: Buffer.from('.github/workflows/\xff.yml', 'latin1').toString('base64') };

    const outcome = await judge({ changes: [added(path)], blobs });

    const rules = outcome.add?.verdict?.findings.map(({ rule }) => rule);
    expect(rules).toEqual(['protected-paths', 'unusual-path']);
  });

  it('does not hide among a thousand harmless files', async () => {
    const harmless = Array.from({ length: 1_000 }, (_, index) => modified(`src/${index}.js`));

    const outcome = await judge({
      changes: [...harmless, modified('.github/workflows/release.yml')],
      blobs,
    });

    expect(outcome).toMatchObject({ stop: { state: 'blocked' } });
  });

  it('is judged by the policy of the base, whatever the candidate carries', async () => {
    const parts = partsOf({
      changes: [modified('patchplane.config.json')],
      blobs: { [blobA]: '{}', [blobB]: '{"rules":[]}' },
    });

    const outcome = await evaluate(parts, { policy: createPolicyService() }, { evidence: [] });

    expect(outcome.add?.verdict).toMatchObject({
      outcome: 'block',
      bundleId: parts.base.policy.id,
    });
  });
});
