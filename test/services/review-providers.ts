import type {
  ProviderCredentials,
  ProviderSettings,
  ReviewModel,
  ReviewQuestion,
} from '../../action/core/services/review-model.ts';
import {
  type ProviderStandIn,
  type ProviderStandInOptions,
  startProvider,
} from '../../action/embedded/model/provider-stand-in.ts';
import { createReviewModel } from '../../action/plugins/review-model/create-review-model.ts';

/** Keys that can not be mistaken for each other, or for anything else. */
export const credentials = {
  openaiApiKey: 'sk-proj-openai-key-of-this-test-0001',
  openaiOrganization: 'org-of-this-test',
  openaiProject: 'proj-of-this-test',
  anthropicApiKey: 'sk-ant-anthropic-key-of-this-test-0002',
  cloudflareApiKey: 'cloudflare-key-of-this-test-0003',
} as const satisfies ProviderCredentials;

interface Provider {
  readonly name: string;
  readonly provider: Exclude<ProviderSettings['provider'], 'mock'>;
  readonly model: string;
  readonly standIn: Pick<ProviderStandInOptions, 'api' | 'prefix'>;
  /** What of the stand-in's address is the endpoint. */
  readonly endpoint: (standIn: ProviderStandIn) => string;
  /** The header that says who we are; none where there is none. */
  readonly auth: readonly [name: string, value: string] | undefined;
  readonly errorName: string;
  /** The ways to ask, from the surest on. */
  readonly modes: readonly string[];
}

const whole = ({ baseUrl }: ProviderStandIn) => baseUrl;
const gateway = '/v1/account/gateway';
const bearer = (key: string) => `Bearer ${key}`;
const all = ['json-schema', 'json-object', 'plain'] as const;

/** Every provider, at the address of a stand-in that speaks its vendor's wire. */
export const providers: readonly Provider[] = [
  {
    name: 'openai',
    provider: 'openai',
    model: 'gpt-4.1',
    standIn: { api: 'openai', prefix: '/v1' },
    endpoint: whole,
    auth: ['authorization', bearer(credentials.openaiApiKey)],
    errorName: 'OPENAI_API_ERROR',
    modes: all,
  },
  {
    name: 'anthropic',
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    standIn: { api: 'anthropic' },
    endpoint: whole,
    auth: ['x-api-key', credentials.anthropicApiKey],
    errorName: 'PROVIDER_ERROR',
    modes: ['json-schema', 'plain'],
  },
  {
    name: 'ollama',
    provider: 'ollama',
    model: 'deepseek-coder-v2:16b',
    standIn: { api: 'ollama' },
    endpoint: whole,
    auth: undefined,
    errorName: 'OLLAMA_API_ERROR',
    modes: all,
  },
  {
    name: 'cloudflare with a Claude model',
    provider: 'cloudflare-ai-gateway',
    model: 'claude-sonnet-4-6',
    standIn: { api: 'anthropic', prefix: `${gateway}/anthropic` },
    endpoint: ({ port }) => `http://127.0.0.1:${port}${gateway}`,
    auth: ['cf-aig-authorization', bearer(credentials.cloudflareApiKey)],
    errorName: 'PROVIDER_ERROR',
    modes: ['json-schema', 'plain'],
  },
  {
    name: 'cloudflare with an OpenAI model',
    provider: 'cloudflare-ai-gateway',
    model: 'gpt-4.1',
    standIn: { api: 'openai', prefix: `${gateway}/openai` },
    endpoint: ({ port }) => `http://127.0.0.1:${port}${gateway}`,
    auth: ['cf-aig-authorization', bearer(credentials.cloudflareApiKey)],
    errorName: 'PROVIDER_ERROR',
    modes: all,
  },
  {
    name: 'cloudflare with any other model',
    provider: 'cloudflare-ai-gateway',
    model: 'workers-ai/@cf/meta/llama-3.3-70b-instruct',
    standIn: { api: 'openai', prefix: `${gateway}/compat` },
    endpoint: ({ port }) => `http://127.0.0.1:${port}${gateway}`,
    auth: ['cf-aig-authorization', bearer(credentials.cloudflareApiKey)],
    errorName: 'PROVIDER_ERROR',
    modes: all,
  },
];

export interface Asking {
  readonly standIn: ProviderStandIn;
  readonly model: ReviewModel;
  /** How long it was waited between tries, in milliseconds. */
  readonly waits: readonly number[];
}

/** A provider's stand-in and the real plugin in front of it. */
export async function startAsking(
  provider: Provider,
  script: Omit<ProviderStandInOptions, 'api' | 'prefix'>,
  keys: ProviderCredentials = credentials,
): Promise<Asking> {
  const standIn = await startProvider({ ...provider.standIn, ...script });
  const waits: number[] = [];
  const settings = settingsOf(provider, provider.endpoint(standIn));
  const model = createReviewModel(settings, keys, {
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return { standIn, model, waits };
}

export function settingsOf(
  { provider, model }: Pick<ProviderSettings, 'provider' | 'model'>,
  endpoint: string,
): ProviderSettings {
  return {
    provider,
    model,
    endpoint,
    temperature: 0.2,
    topP: 0.9,
    numCtx: provider === 'ollama' ? 8_192 : undefined,
    timeoutSeconds: 10,
  };
}

export const schema = {
  type: 'object',
  properties: { summary: { type: 'string' } },
  required: ['summary'],
  additionalProperties: false,
} as const;

export function question(more: Partial<ReviewQuestion> = {}): ReviewQuestion {
  return {
    system: 'You review.',
    prompt: 'Sentinel of the prompt: d41d8cd98f.',
    schema,
    schemaName: 'review',
    phase: 'review',
    maxOutputTokens: 2_000,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    ...more,
  };
}
