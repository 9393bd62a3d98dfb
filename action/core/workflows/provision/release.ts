import type { RunId } from '../../../domain/ids.ts';
import { reportOn, type SandboxReport } from '../../attempt.ts';
import { letGo } from '../../sandbox/let-go.ts';
import type { Sandbox, SandboxService } from '../../services/sandbox-service.ts';

/**
 * Lets the agent's sandbox go, whatever happened in it. Without one in hand (creation may
 * have timed out half-way) everything that carries the run's label is swept. A run that
 * stopped may be one that was cancelled: nothing is asked any more.
 */
export async function release(
  runId: RunId,
  sandbox: Sandbox | undefined,
  sandboxes: SandboxService,
  { stopped }: { readonly stopped: boolean },
): Promise<readonly SandboxReport[]> {
  if (!sandbox) {
    await sandboxes.sweep(runId);
    return [];
  }
  if (!stopped) return [await letGo(sandboxes, sandbox)];
  await sandboxes.destroy(sandbox);
  return [reportOn(sandbox, true)];
}
