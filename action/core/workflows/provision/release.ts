import { reportOn, type SandboxReport } from '../../attempt.ts';
import { destroyed, letGo } from '../../sandbox/let-go.ts';
import type { Sandbox, SandboxService } from '../../services/sandbox-service.ts';

/**
 * Lets the agent's sandbox go, whatever happened in it. Without one in hand (creation may
 * have timed out half-way) the sweep at the end of the run finds it. A run that stopped may be
 * one that was cancelled: nothing is asked any more.
 */
export async function release(
  sandbox: Sandbox | undefined,
  sandboxes: SandboxService,
  { stopped }: { readonly stopped: boolean },
): Promise<readonly SandboxReport[]> {
  if (!sandbox) return [];
  if (!stopped) return [await letGo(sandboxes, sandbox)];
  return [reportOn(sandbox, await destroyed(sandboxes, sandbox))];
}
