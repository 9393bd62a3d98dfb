import { randomBytes } from 'node:crypto';
import type { Publication } from '../core/publish.ts';
import { known, runnerFiles, writeOutputs, writeSummary } from './outputs.ts';

/** Says to the steps that follow, and on the page of the workflow run, how it ended. */
export function tellRunner({ runId, state, report, bundle }: Publication, folder: string): void {
  const runner = runnerFiles(process.env);
  const { publication } = report;
  const values = known({
    'run-id': runId,
    state,
    'patch-sha256': report.candidate.patchSha256,
    'subject-sha256': report.subjectSha256,
    'pull-request-url': publication.url,
    branch: publication.branch && `refs/heads/${publication.branch}`,
    'cost-usd': report.agent.usage.costUsd,
    'bundle-path': folder,
  });
  writeOutputs(runner, values, (bytes) => randomBytes(bytes).toString('hex'));
  const text = bundle.get('trust-report.md');
  if (text) writeSummary(runner, new TextDecoder().decode(text));
}
