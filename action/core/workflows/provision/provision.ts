import type { Parts, StageOutcome } from '../../attempt.ts';
import type { SandboxService } from '../../services/sandbox-service.ts';

export interface ProvisionOptions {
  /** `host:port` that the agent must reach: its model and nothing else. */
  readonly allow: readonly string[];
}

/** A place for the agent, holding exactly the frozen base commit. */
export async function provision(
  { request, base }: Pick<Parts, 'request' | 'base'>,
  { sandbox }: { readonly sandbox: Pick<SandboxService, 'provision'> },
  { allow }: ProvisionOptions,
): Promise<StageOutcome<Pick<Parts, 'sandbox'>>> {
  const provisioned = await sandbox.provision({
    runId: request.run.id,
    purpose: 'agent',
    policy: base.policy.sandbox,
    checkout: {
      owner: request.repository.owner,
      name: request.repository.name,
      commit: base.trusted.base.commit,
    },
    allow,
  });
  return { add: { sandbox: provisioned }, detail: `${provisioned.provider} sandbox` };
}
