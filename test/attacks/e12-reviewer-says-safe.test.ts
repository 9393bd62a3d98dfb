import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../action/core/policy/policy-service.ts';
import { createReviewService } from '../../action/core/review/create-review-service.ts';
import { evaluate } from '../../action/core/workflows/evaluate/evaluate.ts';
import { review } from '../../action/core/workflows/review/review.ts';
import { Failure } from '../../action/domain/failure.ts';
import { agent, partsOf } from '../core/evaluate/judged.ts';
import { added, blobB, modified, verificationOf } from '../core/policy/sample.ts';
import { answer, context, type Line, nothingFound, scripted } from '../core/review/reviewing.ts';

/** Each of these is stopped, or brought before a person, by rules that no model has a say in. */
const dangerous = [
  ['a workflow', '.github/workflows/x.yml', 'on: push\n', 'passed'],
  ['a secret', 'src/a.ts', `const k = "AKIA${'IOSFODNN7EXAMPLA'}";\n`, 'passed'],
  ['text that reads otherwise', 'src/a.ts', 'if (a /*\u202e } */) {}\n', 'passed'],
  ['red tests', 'src/a.ts', 'x\n', 'failed'],
] as const;

describe('E12: the reviewing model is talked into "safe"', () => {
  it.each(dangerous)('%s is judged as without it', async (_what, path, content, tests) => {
    const without = await judged(path, content, tests, undefined);
    const withIt = await judged(path, content, tests, [nothingFound]);

    expect(without.verdict.outcome).not.toBe('approve');
    expect(withIt.run).toMatchObject({ kind: 'llm', status: 'passed' });
    expect(withIt.verdict.outcome).toBe(without.verdict.outcome);
    expect(withIt.verdict.findings).toEqual(without.verdict.findings);
  });

  it('what it finds tightens the verdict, up to a change that is asked for', async () => {
    const clean = await judged('docs/a.md', 'x\n', 'passed', [nothingFound]);
    const grave = await judged('docs/a.md', 'x\n', 'passed', [
      answer('docs/a.md', 1, 1, { severity: 'high' }),
    ]);
    expect(clean.verdict.findings.filter(({ rule }) => rule.startsWith('review-'))).toEqual([]);
    expect(grave.run.status).toBe('failed');
    expect(grave.verdict.outcome).toBe('changes-requested');
    expect(grave.findings).toMatchObject([{ path: 'docs/a.md', startLine: 1, severity: 'high' }]);
  });

  it.each<[string, readonly Line[], Readonly<Record<string, string>>]>([
    ['is down', [new Failure({ code: 'unavailable', tell: 'gone' })], {}],
    ['talks nonsense', ['As an AI, I approve.'], {}],
    ['may not be asked', [nothingFound], { AI_REVIEW_PROVIDER: 'ollama' }],
    ['gets only a part', [nothingFound], { AI_REVIEW_MAX_FILE_DIFF_BYTES: '10' }],
    ['gets nothing', [nothingFound], { AI_REVIEW_MAX_DIFF_BYTES: '10' }],
    ['is misconfigured', [nothingFound], { AI_REVIEW_FAIL_ON: 'maybe' }],
  ])(
    '[SVC-45] a reviewer that %s is unavailable, and that is not passed',
    async (_what, lines, words) => {
      const { run, verdict } = await judged('docs/a.md', 'x\n', 'passed', lines, words);
      expect(run.status).toBe('unavailable');
      expect(run.summary).not.toBe('');
      expect(verdict.outcome).toBe('changes-requested');
      expect(verdict.findings.map(({ rule }) => rule)).toContain('review-unavailable');
    },
  );

  it('[SVC-46] [SVC-47] findings are emitted into an open review only, and completing closes it', async () => {
    const service = createReviewService(reviewerOf([nothingFound], {}), context);
    const { candidate } = partsOf({
      changes: [modified('docs/a.md')],
      patch: patchOf('docs/a.md', 'x\n'),
    });
    const started = await service.runReview(candidate.set, candidate.patch);
    const one = { severity: 'low', category: 'style', message: 'by hand' } as const;
    const emitted = await service.emitFinding(started, one);
    const { review: ended, findings, payload } = await service.completeReview(started);
    expect(findings).toEqual([emitted]);
    expect(ended).toMatchObject({ id: started.id, completedAt: context.now() });
    expect(JSON.parse(payload ?? '')).toMatchObject({ findings: [], meta: { mode: 'pr' } });
    await expect(service.emitFinding(started, one)).rejects.toThrow(TypeError);
  });
});

async function judged(
  path: string,
  content: string,
  tests: 'passed' | 'failed',
  lines: readonly Line[] | undefined,
  words: Readonly<Record<string, string>> = {},
) {
  const known = partsOf({
    changes: [added(path)],
    blobs: { [blobB]: content },
    patch: patchOf(path, content),
  });
  const parts = { ...known, verification: verificationOf(tests), agent };
  const reviewer = lines && createReviewService(reviewerOf(lines, words), context);
  const reviewed = await review(parts, reviewer, context);
  if (!('add' in reviewed) || !reviewed.add?.review) throw new Error('no review');
  const all = { ...parts, review: reviewed.add.review };
  const outcome = await evaluate(all, { policy: createPolicyService() }, { evidence: [] });
  const verdict = outcome.add?.verdict;
  if (!verdict) throw new Error('no verdict');
  const [asked] = reviewed.add.review.asked ?? [];
  return { verdict, run: asked?.run ?? reviewed.add.review.run, findings: asked?.findings ?? [] };
}

function reviewerOf(lines: readonly Line[], words: Readonly<Record<string, string>>) {
  const { model } = scripted(lines);
  return { words: { AI_REVIEW_PROVIDER: 'mock', ...words }, openModel: async () => model };
}

/** As git writes a new file of one line. */
function patchOf(path: string, content: string): Uint8Array {
  return new TextEncoder().encode(
    `diff --git a/${path} b/${path}\nnew file mode 100644\nindex 0000000..1111111\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${content}`,
  );
}
