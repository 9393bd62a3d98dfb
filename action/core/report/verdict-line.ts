import type { TreePath } from '../../domain/candidate-patch-set.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import { count } from './quantities.ts';
import { riskOf } from './risk.ts';

/** `+42 -7 in 3 files · 118/118 tests (0 new failures, 2 fixed) · risk LOW · $0.21 · patch 9f3c…` */
export function verdictLine(report: TrustReport): string {
  const { stats, patchSha256, status } = report.candidate;
  const risk = riskOf(report.policy);
  const parts = [
    status === 'none'
      ? 'no candidate'
      : `+${stats.additions} -${stats.deletions} in ${count(stats.filesChanged, 'file')}`,
    testLine(report),
    ...(risk ? [`risk ${risk}`] : []),
    `$${report.agent.usage.costUsd.toFixed(2)}`,
  ];
  if (patchSha256) parts.push(`patch ${patchSha256.slice(0, 12)}…`);
  return parts.join(' · ');
}

function testLine({ tests }: TrustReport): string {
  const { candidate, summary } = tests;
  if (candidate.status === 'not-run') return 'tests not run';
  const passed = candidate.cases.filter((test) => test.outcome === 'passed').length;
  return `${passed}/${candidate.cases.length} tests (${count(summary.newFailures.length, 'new failure')}, ${summary.fixed.length} fixed)`;
}

/** Where the run stands, in a few words with its reason; the title of the check. Plain text. */
export function headline(report: TrustReport): string {
  const { state, reason } = report.run;
  return state === 'failed' && reason ? `Failed: ${reason}` : stateInWords(report);
}

/** Where the run stands; our own words only. */
export function stateInWords(report: TrustReport): string {
  switch (report.run.state) {
    case 'awaiting-decision':
      return nextAction[report.policy.outcome];
    case 'published':
      return publishedInWords(report);
    case 'rejected':
      return report.decision.status === 'changes-requested' ? 'Changes requested' : 'Rejected';
    case 'blocked':
      return 'Blocked by policy';
    case 'refused':
      return 'Refused';
    case 'cancelled':
      return 'Cancelled';
    case 'expired':
      return 'The approval expired';
    case 'failed':
      return 'Failed';
    default:
      return `Running (${report.run.state})`;
  }
}

/** A pull request that was approved is there already: nothing new was published. */
function publishedInWords({ candidate, publication }: TrustReport): string {
  if (candidate.pullRequest)
    return `Approved: pull request #${candidate.pullRequest.number} at ${candidate.pullRequest.headSha.slice(0, 12)}`;
  return `Approved and published as draft pull request #${publication.pullRequest ?? '?'}`;
}

const nextAction: Record<TrustReport['policy']['outcome'], string> = {
  approve: 'Needs approval: policy has no objection',
  'manual-review': 'Needs approval: policy asks for a careful look',
  'changes-requested': 'Needs a decision: policy asks for changes',
  block: 'Blocked by policy',
  'not-evaluated': 'Not evaluated',
};

/** A path for people; the bytes of one that is not UTF-8 are shown as base64. */
export function showPath(path: TreePath): string {
  return typeof path === 'string' ? path : `base64:${path.base64}`;
}
