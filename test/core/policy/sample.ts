import { gatherFacts, type Observed } from '../../../action/core/policy/gather-facts.ts';
import { readText } from '../../../action/core/policy/read-text.ts';
import { scanChange } from '../../../action/core/policy/scan-change.ts';
import type { CandidatePatchSet, TreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { CandidatePatchSet as Candidate } from '../../../action/domain/candidate-patch-set.ts';
import {
  fixPlan,
  type TestComparison,
  type Verification,
} from '../../../action/domain/verification.ts';

export const blobA = 'a'.repeat(40);
export const blobB = 'b'.repeat(40);

export const modified = (path: TreeChange['path']): TreeChange => ({
  path,
  status: 'M',
  oldMode: '100644',
  newMode: '100644',
  oldBlob: blobA,
  newBlob: blobB,
});

export const added = (path: TreeChange['path'], newMode = '100644'): TreeChange => ({
  path,
  status: 'A',
  oldMode: null,
  newMode,
  oldBlob: null,
  newBlob: blobB,
});

export const deleted = (path: TreeChange['path'], oldMode = '100644'): TreeChange => ({
  path,
  status: 'D',
  oldMode,
  newMode: null,
  oldBlob: blobA,
  newBlob: null,
});

export function candidateOf(changes: readonly TreeChange[]): CandidatePatchSet {
  return Candidate.parse({
    id: 'candidate-0123456789abcdef',
    workflowRunId: 'run-0123456789abcdef',
    subject: { kind: 'sandbox-generated', sandboxExecutionId: 'sandbox-1' },
    status: changes.length === 0 ? 'empty' : 'captured',
    baseSha: '1'.repeat(40),
    baseTree: '2'.repeat(40),
    resultTree: '3'.repeat(40),
    patchSha256: '4'.repeat(64),
    changes,
    stats: { filesChanged: changes.length, additions: 1, deletions: 1 },
    createdAt: 1,
  });
}

const plan = fixPlan({
  version: 1,
  sources: ['package.json'],
  guessed: true,
  requirements: [
    {
      key: 'node-test',
      label: 'node --test',
      kind: 'test',
      required: true,
      command: ['node', '--test'],
      report: 'tap',
      timeoutSeconds: 60,
    },
  ],
});

export const nothingChanged: TestComparison = {
  newFailures: [],
  fixed: [],
  stillFailing: [],
  disappeared: [],
  newlySkipped: [],
};

export function verificationOf(
  candidate: 'passed' | 'failed' | 'error' = 'passed',
  summary: Partial<TestComparison> = {},
): Verification {
  const result = { requirementKey: 'node-test', exitCode: 0, durationMs: 1, truncated: false };
  return {
    plan,
    results: [
      { ...result, phase: 'baseline', status: 'passed' },
      { ...result, phase: 'candidate', status: candidate },
    ],
    baseline: { status: 'passed', cases: [] },
    candidate: { status: candidate, cases: [] },
    summary: { ...nothingChanged, ...summary },
    testedTree: '3'.repeat(40),
    flaky: [],
    oldTestsOnNewCode: null,
    claims: [],
  };
}

export const noChecks: Verification = {
  plan: fixPlan({ version: 1, sources: [], guessed: true, requirements: [] }),
  results: [],
  baseline: { status: 'not-run', cases: [] },
  candidate: { status: 'not-run', cases: [] },
  summary: nothingChanged,
  testedTree: null,
  flaky: [],
  oldTestsOnNewCode: null,
  claims: [],
};

export interface Content {
  readonly change: TreeChange;
  readonly before?: string | Uint8Array;
  readonly after?: string | Uint8Array;
}

/** Facts of a candidate with these contents; plain ASCII where none is given. */
export function factsOf(contents: readonly Content[], observed: Partial<Observed> = {}) {
  const changes = contents.map(({ change }) => change);
  return gatherFacts({
    candidate: candidateOf(changes),
    scans: contents.map(({ change, before = 'old\n', after = 'new\n' }) =>
      scanChange(
        change,
        change.oldBlob ? readText(bytesOf(before)) : undefined,
        change.newBlob ? readText(bytesOf(after)) : undefined,
      ),
    ),
    shownSecrets: [],
    verification: verificationOf(),
    agent: { outcome: 'settled', credential: 'grant' },
    truncatedEvidence: [],
    ...observed,
  });
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
