import type { ModelGatewayService } from '../../core/services/model-gateway-service.ts';
import { assumedPricing } from '../../domain/model-pricing.ts';
import type { Upstream } from '../../domain/model-upstream.ts';
import { egressOf } from './egress-of.ts';

/**
 * The provider's key as a secret of the Daytona organisation (Daytona docs, "Secrets"): inside
 * the sandbox is a stand-in, and the vendor's proxy puts the key in its place on the way to the
 * hosts that the secret is for. The agent can not read the key; it can use it without a limit
 * of ours for as long as its sandbox lives. There is nothing to revoke.
 */
export function createOrganizationSecret(upstream: Upstream, name: string): ModelGatewayService {
  const { provider, model, api, baseUrl } = upstream;
  const egress = egressOf(baseUrl);
  return {
    describe: () => ({ provider, model, egress, organizationSecret: name }),
    grant: async () => ({
      ...{ provider, model, api, baseUrl, egress },
      token: '',
      exposure: 'organization-secret',
      pricing: assumedPricing(provider),
    }),
    revoke: async () => undefined,
  };
}
