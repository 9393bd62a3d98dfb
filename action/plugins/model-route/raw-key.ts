import type { ModelGatewayService } from '../../core/services/model-gateway-service.ts';
import { assumedPricing } from '../../domain/model-pricing.ts';
import type { Upstream } from '../../domain/model-upstream.ts';
import { egressOf } from './egress-of.ts';

/**
 * The provider's own key, in the sandbox: for who has no model route that a remote sandbox can
 * reach, and said so. The agent can read it, take it along and use it without any limit of
 * ours; `exposure` tells policy and people. There is nothing to revoke.
 */
export function createRawModelKey(upstream: Upstream, apiKey: string): ModelGatewayService {
  const { provider, model, api, baseUrl } = upstream;
  const egress = egressOf(baseUrl);
  return {
    describe: () => ({ provider, model, egress }),
    grant: async () => ({
      ...{ provider, model, api, baseUrl, egress },
      token: apiKey,
      exposure: 'raw-key',
      pricing: assumedPricing(provider),
    }),
    revoke: async () => undefined,
  };
}
