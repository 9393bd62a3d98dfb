import type { ModelCredential } from '../../domain/model-credential.ts';
import type { Budgets } from '../../domain/policy-bundle.ts';

/** Where an agent finds what it reaches its model with. */
export const modelVariable = 'PATCHPLANE_GRANT';

/** What the sandbox gets in place of a key: one model, one run, a limit, an end. */
export interface ModelGrant {
  readonly provider: string;
  readonly model: string;
  /** As seen from inside the sandbox. */
  readonly baseUrl: string;
  readonly api: 'openai-completions' | 'anthropic-messages';
  /** Empty where the sandbox was made with it: see `describe`. */
  readonly token: string;
  readonly exposure: ModelCredential;
  /** `host:port` that the sandbox must be able to reach for it. */
  readonly egress: string;
  /** US dollars per million tokens, where known; cost is then computed from usage. */
  readonly pricing: {
    readonly input: number;
    readonly output: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
  };
}

/**
 * Access to a model. Contract: provider and model are validated when the service is made,
 * not halfway through a run; a grant is useless for another model, after `revoke`, and
 * beyond its budget.
 */
export interface ModelGatewayService {
  /** For provenance: names and hosts, never credentials. */
  describe(): {
    readonly provider: string;
    readonly model: string;
    /** `host:port` that a sandbox must be able to reach, and nothing else. */
    readonly egress: string;
    /** Name of the sandbox provider's own secret that sandboxes are to be made with. */
    readonly organizationSecret?: string | undefined;
  };
  grant(runId: string, budgets: Budgets): Promise<ModelGrant>;
  revoke(grant: ModelGrant): Promise<void>;
}
