import type {
  ProviderCredentials,
  ProviderSettings,
  ReviewProvider,
} from '../../core/services/review-model.ts';
import type { Vendor } from './vendor.ts';

/** Each with its own credentials and nobody else's; its client is loaded when it is asked. */
export function vendorOf(
  provider: RealProvider,
  { endpoint, model }: Pick<ProviderSettings, 'endpoint' | 'model'>,
  credentials: ProviderCredentials,
): Vendor {
  return vendors[provider](endpoint, credentials, model);
}

/** Those that are asked over a wire. */
export type RealProvider = Exclude<ReviewProvider, 'mock'>;

type Make = (endpoint: string, credentials: ProviderCredentials, model: string) => Vendor;

const openAi = (
  baseUrl: string,
  credentials: Vendor['credentials'],
  errorName: string,
): Vendor => ({
  errorName,
  baseUrl,
  credentials,
  form: 'json',
  modes: ['json-schema', 'json-object', 'plain'],
  ask: async (request) => (await import('./openai-chat.ts')).askOpenAi(baseUrl, request),
});

const anthropic = (baseUrl: string, credentials: Vendor['credentials']): Vendor => ({
  errorName: 'PROVIDER_ERROR',
  baseUrl,
  credentials,
  form: 'sse',
  // It has no JSON mode between a schema and none.
  modes: ['json-schema', 'plain'],
  ask: async (request) => (await import('./anthropic-messages.ts')).askAnthropic(baseUrl, request),
});

const vendors: Record<RealProvider, Make> = {
  openai: (endpoint, { openaiApiKey, openaiOrganization, openaiProject }) =>
    openAi(
      endpoint,
      {
        ...(openaiApiKey ? { authorization: `Bearer ${openaiApiKey}` } : {}),
        ...(openaiOrganization ? { 'openai-organization': openaiOrganization } : {}),
        ...(openaiProject ? { 'openai-project': openaiProject } : {}),
      },
      'OPENAI_API_ERROR',
    ),

  anthropic: (endpoint, { anthropicApiKey }) =>
    anthropic(endpoint, anthropicApiKey ? { 'x-api-key': anthropicApiKey } : {}),

  ollama: (endpoint) => ({
    errorName: 'OLLAMA_API_ERROR',
    baseUrl: endpoint,
    credentials: {},
    form: 'ndjson',
    modes: ['json-schema', 'json-object', 'plain'],
    ask: async (request) => (await import('./ollama-chat.ts')).askOllama(endpoint, request),
  }),

  /** One path per family below the gateway; `provider/model` names go through its common one. */
  'cloudflare-ai-gateway': (endpoint, { cloudflareApiKey }, model) => {
    const own: Vendor['credentials'] = cloudflareApiKey
      ? { 'cf-aig-authorization': `Bearer ${cloudflareApiKey}` }
      : {};
    if (model.includes('/')) return openAi(`${endpoint}/compat`, own, 'PROVIDER_ERROR');
    if (model.startsWith('claude-')) return anthropic(`${endpoint}/anthropic`, own);
    return openAi(`${endpoint}/openai`, own, 'PROVIDER_ERROR');
  },
};
