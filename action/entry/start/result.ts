import { sha256Hex } from '../../domain/digest.ts';
import { EvidenceManifest } from '../../domain/evidence-manifest.ts';
import type { DecisionStatus } from '../../domain/merge-decision.ts';
import { ProvenanceEvent } from '../../domain/provenance-event.ts';
import { RunResult } from '../../domain/run-result.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import { readBundle } from '../bundle-folder.ts';
import type { JobEnd } from './job.ts';

export interface Jobs {
  readonly propose: JobEnd;
  readonly publish: JobEnd | undefined;
}

export interface Ran {
  readonly folder: string;
  readonly jobs: Jobs;
  /** Why a decision was not taken, where somebody tried. */
  readonly refusal?: string;
}

/** Draws `result.json` from the bundle: what is written down is what happened. */
export function resultOf({ folder, jobs, refusal }: Ran): RunResult {
  const bundle = readBundle(folder);
  const text = (path: string) => new TextDecoder().decode(bundle.get(path));
  const manifestBytes = bundle.get('manifest.json') ?? new Uint8Array();
  const manifest = EvidenceManifest.parse(JSON.parse(text('manifest.json')));
  const report = TrustReport.parse(JSON.parse(text('trust-report.json')));
  const events = text('provenance.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => ProvenanceEvent.parse(JSON.parse(line)));
  const timings = { ...timingsOf(jobs.propose), ...timingsOf(jobs.publish) };
  const decided: DecisionStatus = report.decision.status;
  return RunResult.parse({
    schemaVersion: 1,
    run: { id: report.run.id, state: report.run.state },
    candidate: {
      baseSha: report.candidate.baseSha,
      patchSha256: report.candidate.patchSha256,
      resultTree: report.candidate.resultTree,
    },
    policy: { outcome: report.policy.outcome, digest: report.policy.digest },
    evidence: { manifestSha256: sha256Hex(manifestBytes), count: manifest.items.length },
    decision: {
      status: refusal !== undefined && decided === 'none' ? 'refused' : decided,
      subjectSha256: report.subjectSha256,
    },
    publication: {
      status: report.publication.status,
      branch: report.publication.branch,
      commit: report.publication.commit,
      pullRequest: report.publication.pullRequest,
    },
    provenance: { head: events.at(-1)?.hash, events: events.length, bundle: folder },
    timings,
    overheadMs: overhead(jobs, timings, report),
  });
}

function timingsOf(job: JobEnd | undefined): Readonly<Record<string, number>> {
  return job?.result?.kind === 'ended' ? job.result.timings : {};
}

/** Both jobs, process start included, less the agent's work and the sandboxed checks. */
function overhead(
  jobs: Jobs,
  timings: Readonly<Record<string, number>>,
  report: TrustReport,
): number {
  const checks = report.verification.results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const total = jobs.propose.wallMs + (jobs.publish?.wallMs ?? 0);
  return Math.max(0, Math.round(total - (timings['run'] ?? 0) - checks));
}
