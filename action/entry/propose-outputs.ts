import { randomBytes } from 'node:crypto';
import type { Proposal } from '../core/propose.ts';
import { known, runnerFiles, writeOutputs, writeSummary } from './outputs.ts';

type Ended = Extract<Proposal, { readonly kind: 'ended' }>;

export interface Surroundings {
  /** Of the bundle. */
  readonly folder: string;
  /** Where a person reads the run; undefined without an approval app. */
  readonly url: string | undefined;
  /** To GitHub's API, by the whole job. */
  readonly requests: number;
}

/** Says to the steps that follow, and on the page of the workflow run, what there is to decide. */
export function tellRunner(
  { runId, state, report, bundle }: Ended,
  { folder, url, requests }: Surroundings,
): void {
  const runner = runnerFiles(process.env);
  const values = known({
    'run-id': runId,
    state,
    'patch-sha256': report.candidate.patchSha256,
    'subject-sha256': report.subjectSha256,
    'report-url': url,
    'cost-usd': report.agent.usage.costUsd,
    'github-requests': requests,
    'bundle-path': folder,
  });
  writeOutputs(runner, values, (bytes) => randomBytes(bytes).toString('hex'));
  const text = bundle.get('trust-report.md');
  if (text) writeSummary(runner, new TextDecoder().decode(text));
}
