import { type Parts, reportOn, type StageOutcome } from '../../attempt.ts';
import { destroyed } from '../../sandbox/let-go.ts';
import { prepareSandbox } from '../../sandbox/prepare-sandbox.ts';
import { setUpOf } from '../../sandbox/set-up.ts';
import type { SandboxService } from '../../services/sandbox-service.ts';

export interface ProvisionOptions {
  /** `host:port` that the agent must reach: its model and nothing else. */
  readonly allow: readonly string[];
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

type Service = Pick<SandboxService, 'provision' | 'execute' | 'narrow' | 'destroy'>;

/**
 * A place for the agent, holding exactly the frozen base commit, set up as the base says. When
 * it is handed over its network is as narrow as it stays.
 */
export async function provision(
  { request, base }: Pick<Parts, 'request' | 'base'>,
  { sandbox: service }: { readonly sandbox: Service },
  { allow, secrets }: ProvisionOptions,
): Promise<StageOutcome<Pick<Parts, 'sandbox'>>> {
  const { owner, name } = request.repository;
  const { environment } = base.config;
  const prepared = await prepareSandbox(
    service,
    {
      runId: request.run.id,
      purpose: 'agent',
      policy: base.policy.sandbox,
      checkout: { owner, name, commit: base.trusted.base.commit },
      allow,
      ...(secrets ? { secrets } : {}),
      ...(environment?.snapshot ? { snapshot: environment.snapshot } : {}),
      ...(environment?.image ? { image: environment.image } : {}),
    },
    await setUpOf(base.config, base.trusted),
  );
  const { sandbox, evidence } = prepared;
  if (prepared.kind === 'ready') {
    const detail = `${sandbox.provider} sandbox, egress ${sandbox.egress?.status ?? 'unverified'}`;
    return { add: { sandbox }, evidence, detail };
  }
  const gone = await destroyed(service, sandbox);
  return { stop: prepared.stop, evidence, sandboxes: [reportOn(sandbox, gone)] };
}
