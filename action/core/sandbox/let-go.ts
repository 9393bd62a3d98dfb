import { unverifiedEgress } from '../../domain/egress.ts';
import { Failure } from '../../domain/failure.ts';
import { reportOn, type SandboxReport } from '../attempt.ts';
import type { Sandbox, SandboxService } from '../services/sandbox-service.ts';

type Service = Pick<SandboxService, 'destroy'> &
  Partial<Pick<SandboxService, 'execute' | 'refusals'>>;

/**
 * A last look, then the end. What was refused and where the checkout's head is now are for the
 * record only: a sandbox that does not say goes all the same, and nothing of it is believed.
 */
export async function letGo(service: Service, sandbox: Sandbox): Promise<SandboxReport> {
  const [refused, headAfter] = await Promise.all([
    service.refusals?.(sandbox).catch(() => undefined),
    service.execute ? headOf(service.execute, sandbox) : undefined,
  ]);
  const report = reportOn(sandbox, await destroyed(service, sandbox));
  return {
    ...report,
    isolation: { ...report.isolation, ...(headAfter === undefined ? {} : { headAfter }) },
    egress: { ...(sandbox.egress ?? unverifiedEgress), refused: refused ? [...refused] : null },
  };
}

/** Whether it was seen to go; one that was not is swept for again when the run ends. */
export async function destroyed(
  service: Pick<SandboxService, 'destroy'>,
  sandbox: Sandbox,
): Promise<boolean> {
  try {
    await service.destroy(sandbox);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return false;
  }
}

async function headOf(
  execute: SandboxService['execute'],
  sandbox: Sandbox,
): Promise<string | undefined> {
  const argv = ['git', '-C', sandbox.workspace, 'rev-parse', 'HEAD'];
  try {
    const limits = { timeoutSeconds: 10, maxOutputBytes: 200 };
    const { stdout } = await execute(sandbox, { argv, cwd: '/', ...limits });
    const said = new TextDecoder().decode(stdout).trim();
    return /^[0-9a-f]{40,64}$/.test(said) ? said : 'unreadable';
  } catch {
    return undefined;
  }
}
