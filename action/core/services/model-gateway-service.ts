import type { Budgets } from '../../domain/policy-bundle.ts';

/** What the sandbox gets in place of a key: one model, one run, a limit, an end. */
export interface ModelGrant {
  readonly provider: string;
  readonly model: string;
  /** As seen from inside the sandbox. */
  readonly baseUrl: string;
  readonly api: 'openai-completions' | 'anthropic-messages';
  readonly token: string;
  readonly exposure: 'grant' | 'raw-key';
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
  };
  grant(runId: string, budgets: Budgets): Promise<ModelGrant>;
  revoke(grant: ModelGrant): Promise<void>;
}
