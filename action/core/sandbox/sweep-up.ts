import { Failure } from '../../domain/failure.ts';
import type { SandboxReport } from '../attempt.ts';
import type { SandboxService } from '../services/sandbox-service.ts';
import type { TelemetryService } from '../services/telemetry-service.ts';

/**
 * Whatever a run may have left: a stage that was left behind, or died half-way, or a sandbox
 * that did not go when it was told to. A provider that can not be reached now does not keep the
 * run from being sealed and reported: the reports say which sandboxes were not seen to go, and
 * the last step of the job sweeps once more.
 */
export async function sweepUp(
  runId: string,
  reports: readonly SandboxReport[],
  stopped: boolean,
  {
    sandboxes,
    telemetry,
  }: { readonly sandboxes: Pick<SandboxService, 'sweep'>; readonly telemetry: TelemetryService },
): Promise<readonly SandboxReport[]> {
  if (!stopped && reports.every(({ destroyed }) => destroyed)) return reports;
  try {
    await sandboxes.sweep(runId);
    return reports.map((report) => ({ ...report, destroyed: true }));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    telemetry.captureError(error);
    return reports;
  }
}
