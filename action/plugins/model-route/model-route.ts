import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ModelGatewayService, ModelGrant } from '../../core/services/model-gateway-service.ts';
import { Failure } from '../../domain/failure.ts';
import { assumedPricing } from '../../domain/model-pricing.ts';
import { apiOf } from '../../domain/model-upstream.ts';
import type { Budgets } from '../../domain/policy-bundle.ts';

export interface ModelRouteClientOptions {
  /** The route as the trusted side reaches it. */
  readonly url: string;
  /** The right to make grants: a key, or a token of the job that the route's ledger knows. */
  readonly bearer: () => Promise<string>;
  readonly provider: string;
  readonly model: string;
  /** US dollars per million tokens; assumed where it is not said. */
  readonly pricing?: ModelGrant['pricing'];
  /** The route's `/v1` as seen from inside a sandbox. */
  readonly insideBaseUrl: string;
  /** `host:port` that a sandbox must be able to reach for it. */
  readonly egress: string;
  readonly now?: () => number;
}

const timeoutMs = 10_000;
/** Starting and stopping take time that is not the agent's. */
const graceSeconds = 5 * 60;

const Issued = z.looseObject({ token: z.string().min(16).max(4_000) });

/** Grants of the model route: a token for one run, one model, a budget and an end. */
export function createModelRoute(options: ModelRouteClientOptions): ModelGatewayService {
  const { provider, model, egress, now = Date.now } = options;
  const pricing = options.pricing ?? assumedPricing(provider);
  const api = apiOf(provider, model);

  return {
    describe: () => ({ provider, model, egress }),
    async grant(runId, budgets) {
      const limits = limitsOf(budgets, now());
      const named = provider === 'cassette' ? {} : { provider };
      const body = JSON.stringify({ runId, ...named, model, pricing, ...limits });
      const response = await ask(options, { method: 'POST', path: '/grants', body });
      const issued = Issued.safeParse(await response.json().catch(() => undefined));
      if (!issued.success) throw unusable('it answered without a token');
      return {
        provider,
        model,
        baseUrl: clientBaseUrl(api, options.insideBaseUrl),
        api,
        token: issued.data.token,
        exposure: 'grant',
        egress,
        pricing,
      };
    },
    async revoke({ token }) {
      const id = createHash('sha256').update(token).digest('hex').slice(0, 32);
      await ask(options, { method: 'DELETE', path: `/grants/${id}` });
    },
  };
}

function limitsOf(budgets: Budgets, now: number): object {
  const { modelRequests, tokens, costUsd, wallSeconds } = budgets;
  return {
    maxRequests: modelRequests,
    maxTokens: tokens,
    maxCostUsd: costUsd,
    expiresAt: now + (wallSeconds + graceSeconds) * 1_000,
  };
}

/** Anthropic's clients put `/v1` in front of their path themselves. */
function clientBaseUrl(api: ModelGrant['api'], insideBaseUrl: string): string {
  const base = insideBaseUrl.replace(/\/+$/, '');
  return api === 'anthropic-messages' ? base.replace(/\/v1$/, '') : base;
}

async function ask(
  { url, bearer }: ModelRouteClientOptions,
  { method, path, body }: { method: string; path: string; body?: string },
): Promise<Response> {
  const response = await send(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${await bearer()}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  // A grant that is not there any more needs no revoking.
  if (response.ok || (method === 'DELETE' && response.status === 404)) return response;
  if (response.status === 401)
    throw new Failure({
      code: 'auth',
      tell: 'The model route refused this job: check PATCHPLANE_MODEL_ROUTE_KEY, or that the repository and its workflow are enrolled.',
    });
  throw unusable(`it answered HTTP ${response.status}`);
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    throw new Failure({
      code: 'unavailable',
      tell: 'The model route did not answer; check that it runs and can be reached.',
      retryable: true,
      cause,
    });
  }
}

function unusable(because: string): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: `The model route gave no grant: ${because}. Check its version and address.`,
  });
}
