import { randomBytes } from 'node:crypto';
import type { Bundle } from '../core/bundle.ts';
import { reportSummary } from '../core/report/markdown.ts';
import type { Deciding } from '../core/report/next-step.ts';
import type { StopPoint } from '../core/report/stop-lines.ts';
import { ProvenanceEvent } from '../domain/provenance-event.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import { known, runnerFiles, writeOutputs, writeSummary } from './outputs.ts';
import type { Outputs } from './outputs-table.ts';

/** A run as a job leaves it, proposed or published. */
export interface LeftRun {
  readonly report: TrustReport;
  readonly bundle: Bundle;
  readonly timings: Readonly<Record<string, number>>;
  /** Where a proposal went no further, when it did. */
  readonly stop?: StopPoint | undefined;
}

export interface Surroundings {
  /** What the step after this one uploads. */
  readonly folder: string;
  /** Where a person reads the run; undefined without an approval app. */
  readonly url: string | undefined;
  /** To GitHub's API, by the whole job. */
  readonly requests: number;
  /** Since the process started, in milliseconds. */
  readonly elapsedMs: number;
  readonly deciding?: Deciding | undefined;
}

/** Says to the steps that follow, and on the page of the workflow run, how it stands. */
export function tellRunner(run: LeftRun, surroundings: Surroundings): void {
  const runner = runnerFiles(process.env);
  writeOutputs(runner, outputsOf(run, surroundings), (bytes) => randomBytes(bytes).toString('hex'));
  const { deciding } = surroundings;
  const { report, stop } = run;
  const reading = { ...(deciding ? { deciding } : {}), ...(stop ? { stop } : {}) };
  writeSummary(runner, reportSummary(report, reading));
}

export function outputsOf(
  { report, bundle, timings }: LeftRun,
  { folder, url, requests, elapsedMs }: Surroundings,
): Outputs {
  const { publication, verification } = report;
  const told = toldOn(bundle);
  const checks = verification.results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return known({
    'run-id': report.run.id,
    state: report.run.state,
    'patch-sha256': report.candidate.patchSha256,
    'subject-sha256': report.subjectSha256,
    'check-url': told('publication.check-run'),
    'report-url': url ?? told('publication.issue-comment'),
    'pull-request-url': publication.url,
    branch: publication.branch && `refs/heads/${publication.branch}`,
    'cost-usd': report.agent.usage.costUsd,
    // The agent's own time and its tests' would have passed without us.
    'overhead-ms': Math.max(0, Math.round(elapsedMs - (timings['run'] ?? 0) - checks)),
    'github-requests': requests,
    'bundle-path': folder,
  });
}

/** Where something was said last, as the chain has it. */
function toldOn(bundle: Bundle): (type: string) => string | undefined {
  const lines = new TextDecoder().decode(bundle.get('provenance.jsonl')).trimEnd().split('\n');
  const events = lines.map((line) => ProvenanceEvent.parse(JSON.parse(line)));
  return (type) => events.findLast((event) => event.type === type)?.summary;
}
