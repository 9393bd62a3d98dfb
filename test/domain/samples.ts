import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import type { MergeDecision } from '../../action/domain/merge-decision.ts';

export const sampleSubject: ApprovalSubject = {
  schemaVersion: 1,
  runId: 'run-0123456789abcdef',
  repositoryId: 'github:42',
  targetRef: 'refs/heads/main',
  baseCommit: '1'.repeat(40),
  baseTree: '2'.repeat(40),
  patchSha256: '3'.repeat(64),
  resultTree: '4'.repeat(40),
  planDigest: '5'.repeat(64),
  policyDigest: '6'.repeat(64),
  policyOutcome: 'approve',
  evidenceManifestSha256: '7'.repeat(64),
  provenanceHead: '8'.repeat(64),
  nonce: '9'.repeat(32),
  expiresAt: 1_800_000_000_000,
};

/** The same subject with one field changed by as little as possible, for each field. */
export const otherSubjects: readonly (readonly [keyof ApprovalSubject, ApprovalSubject])[] = [
  ['runId', { ...sampleSubject, runId: 'run-0123456789abcdee' }],
  ['repositoryId', { ...sampleSubject, repositoryId: 'github:43' }],
  ['targetRef', { ...sampleSubject, targetRef: 'refs/heads/maim' }],
  ['baseCommit', { ...sampleSubject, baseCommit: `${'1'.repeat(39)}2` }],
  ['baseTree', { ...sampleSubject, baseTree: `${'2'.repeat(39)}3` }],
  ['patchSha256', { ...sampleSubject, patchSha256: `${'3'.repeat(63)}4` }],
  ['resultTree', { ...sampleSubject, resultTree: `${'4'.repeat(39)}5` }],
  ['planDigest', { ...sampleSubject, planDigest: `${'5'.repeat(63)}6` }],
  ['policyDigest', { ...sampleSubject, policyDigest: `${'6'.repeat(63)}7` }],
  ['policyOutcome', { ...sampleSubject, policyOutcome: 'manual-review' }],
  ['evidenceManifestSha256', { ...sampleSubject, evidenceManifestSha256: `${'7'.repeat(63)}8` }],
  ['provenanceHead', { ...sampleSubject, provenanceHead: `${'8'.repeat(63)}9` }],
  ['nonce', { ...sampleSubject, nonce: `${'9'.repeat(31)}a` }],
  ['expiresAt', { ...sampleSubject, expiresAt: 1_800_000_000_001 }],
];

export function decisionOn(subject: ApprovalSubject): MergeDecision {
  return {
    id: `decision-${'a'.repeat(32)}`,
    workflowRunId: subject.runId,
    subjectSha256: subjectDigest(subject),
    answer: 'approved',
    actorId: 'workos:user_reviewer',
    comment: '',
    decidedAt: subject.expiresAt - 1_000,
  };
}
