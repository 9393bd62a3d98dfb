import { describe, expect, it } from 'vitest';
import { reportMarkdown } from '../../../action/core/report/markdown.ts';
import type { Reading } from '../../../action/core/report/next-step.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { insideOfCode } from './rendered.ts';
import { sampleReport } from './sample-report.ts';

/** What stands between the state and the digests. */
function todo(report: TrustReport, reading: Reading = {}): string[] {
  const lines = reportMarkdown(report, reading).split('\n').slice(4);
  return lines.slice(0, lines.findIndex((line) => line.startsWith('run ')) - 1);
}

const app = { kind: 'app', url: 'https://app.example/runs/run-0123456789abcdef' } as const;
const github = { kind: 'github', comment: true, environment: 'production' } as const;

describe('what to do next', () => {
  it('with an approval app: its page, and until when', () => {
    expect(todo(sampleReport('awaiting-decision'), { deciding: app })).toEqual([
      `**Next**: [read the patch and decide](${app.url}) before 2026-11-22 09:30 UTC.`,
    ]);
  });

  it('on GitHub: the exact commands, the environment, and until when', () => {
    expect(todo(sampleReport('awaiting-decision'), { deciding: github })).toEqual([
      '**Next**: read the patch and decide before 2026-11-22 09:30 UTC.',
      '',
      '- To approve exactly this, comment `/patchplane approve 0123456789ab`',
      '- To reject it, comment `/patchplane reject 0123456789ab <why>`',
      '- Reviewers of the environment `production` can answer on the page of the workflow run',
    ]);
  });

  it('against the advice of policy, with a reason only', () => {
    const report = sampleReport('awaiting-decision');
    const policy = { ...report.policy, outcome: 'changes-requested' as const };
    const lines = todo({ ...report, policy }, { deciding: { kind: 'github', comment: true } });
    expect(lines[0]).toContain('approving all the same takes a reason');
    expect(lines[2]).toContain('`/patchplane approve 0123456789ab override: <why>`');
  });

  it('no address can leave its link', () => {
    const url = 'https://app.example/a)b [x](https://evil.example)';
    expect(todo(sampleReport('awaiting-decision'), { deciding: { kind: 'app', url } })[0]).toMatch(
      /^\*\*Next\*\*: \[[^\]]+\]\(https:\/\/app\.example\/[^()\s]*\) before/,
    );
  });

  it.each([
    ['failed', { stage: 'run', category: 'budget-exceeded' }, 'work of the agent', /ask for less/],
    ['failed', { stage: 'verify', category: 'unavailable' }, 'tests in a fresh', /a few minutes/],
    ['failed', { stage: 'freeze', category: 'auth' }, 'frozen base', /permission/],
    ['refused', { stage: 'authorize', category: 'permission' }, 'permission check', /write access/],
    ['blocked', { stage: 'evaluate', category: 'policy' }, 'policy', /findings/],
    ['cancelled', { stage: 'run', category: 'cancelled' }, 'work of the agent', /start again/],
    ['expired', undefined, 'decision', /new approval/],
    ['failed', { stage: 'run', category: 'a word of tomorrow' }, 'work of the agent', /rerun/],
  ] as const)('%s at %j: three fixed lines', (state, stop, where, remedy) => {
    const lines = todo(sampleReport(state, 'It did not work.'), stop ? { stop } : {});

    expect(lines).toEqual([
      expect.stringContaining(`- **Stopped at**: ${where}`),
      '- **Because**: `It did not work.`',
      expect.stringMatching(/^- \*\*Do this\*\*: /),
    ]);
    expect(lines[2]).toMatch(remedy);
  });

  it('a reason is shown as text, whoever wrote it', () => {
    const lines = todo(sampleReport('failed', '`](x) @acme/security\nfixes #1'));
    expect(lines).toHaveLength(3);
    expect(insideOfCode(lines.join('\n'))[0]).toBe('`](x) @acme/security\\nfixes #1');
  });
});

it('golden: a patch that needs approval on GitHub', () => {
  const text = reportMarkdown(sampleReport('awaiting-decision'), { deciding: github });
  expect(text).toBe(goldenApproval);
});

it('golden: a run that failed', () => {
  const report = sampleReport('failed', 'The agent used up its budget of 900 seconds.');
  const { candidate, tests, policy, agent } = report;
  const text = reportMarkdown(
    {
      ...report,
      candidate: { ...candidate, status: 'none', patchSha256: null, changes: [] },
      tests: { ...tests, candidate: { status: 'not-run', cases: [] } },
      policy: { ...policy, outcome: 'not-evaluated' },
      agent: { ...agent, finalMessage: null },
      subjectSha256: null,
    },
    { stop: { stage: 'run', category: 'budget-exceeded' } },
  );
  expect(text).toBe(goldenFailure);
});

const goldenApproval = `+5 -1 in 2 files · 3/3 tests (0 new failures, 1 fixed) · risk LOW · $0.01 · patch 333333333333…

### PatchPlane: Needs approval: policy has no objection

**Next**: read the patch and decide before 2026-11-22 09:30 UTC.

- To approve exactly this, comment \`/patchplane approve 0123456789ab\`
- To reject it, comment \`/patchplane reject 0123456789ab <why>\`
- Reviewers of the environment \`production\` can answer on the page of the workflow run

run \`run-0123456789abcdef\` · patch \`${'3'.repeat(64)}\` · approves \`0123456789ab${'c'.repeat(52)}\`

**Policy**: approve

**Tests**, run by PatchPlane in a fresh sandbox (plan guessed from the repository): base failed, candidate passed

- fixed:
  - \`test:page.test.js:pages\`

**Changes**: 1 path

- M \`src/page.js\`

**What the agent says** (a claim, not evidence)

\`\`\`text
I rounded up instead of down.
\`\`\`

**Evidence**: 1 item

- diff \`bbbbbbbbbbbb\` 1 bytes, \`harmless\`, truncated
`;

const goldenFailure = `no candidate · tests not run · $0.01

### PatchPlane: Failed

- **Stopped at**: work of the agent
- **Because**: \`The agent used up its budget of 900 seconds.\`
- **Do this**: ask for less at once, or raise the budget: comment \`/patchplane rerun <what to change>\`

run \`run-0123456789abcdef\`

**Policy**: not-evaluated

**Tests**: not run

**Evidence**: 1 item

- diff \`bbbbbbbbbbbb\` 1 bytes, \`harmless\`, truncated
`;
