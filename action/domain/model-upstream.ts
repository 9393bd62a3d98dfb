import { z } from 'zod';

export const realProviders = [
  'cloudflare-ai-gateway',
  'openai',
  'anthropic',
  'openai-compatible',
] as const;
export type RealProvider = (typeof realProviders)[number];

/** A real provider, with the credentials that stay on the trusted side. */
export interface Upstream {
  readonly provider: RealProvider;
  readonly model: string;
  readonly api: 'openai-completions' | 'anthropic-messages';
  /** `/chat/completions` or `/v1/messages` is put after it. */
  readonly baseUrl: string;
  /** Secret: sent to `baseUrl` and nowhere else. */
  readonly headers: Readonly<Record<string, string>>;
}

type Offer = (model: string) => Upstream;

const openai = z.object({ OPENAI_API_KEY: secret('OPENAI_API_KEY') }).transform(
  ({ OPENAI_API_KEY }): Offer =>
    (model) => ({
      provider: 'openai',
      model,
      api: 'openai-completions',
      baseUrl: 'https://api.openai.com/v1',
      headers: bearer(OPENAI_API_KEY),
    }),
);

const anthropic = z.object({ ANTHROPIC_API_KEY: secret('ANTHROPIC_API_KEY') }).transform(
  ({ ANTHROPIC_API_KEY }): Offer =>
    (model) => ({
      provider: 'anthropic',
      model,
      api: 'anthropic-messages',
      baseUrl: 'https://api.anthropic.com',
      headers: { 'x-api-key': ANTHROPIC_API_KEY },
    }),
);

/** Ollama, vLLM and the like. The key has a name of its own: OpenAI's would go to a stranger. */
const compatible = z
  .object({
    PATCHPLANE_AGENT_BASE_URL: baseUrl('PATCHPLANE_AGENT_BASE_URL'),
    PATCHPLANE_AGENT_API_KEY: secret('PATCHPLANE_AGENT_API_KEY').optional(),
  })
  .transform(
    (keys): Offer =>
      (model) => ({
        provider: 'openai-compatible',
        model,
        api: 'openai-completions',
        baseUrl: keys.PATCHPLANE_AGENT_BASE_URL,
        headers: keys.PATCHPLANE_AGENT_API_KEY ? bearer(keys.PATCHPLANE_AGENT_API_KEY) : {},
      }),
  );

const cloudflare = z
  .object({
    CLOUDFLARE_API_KEY: secret('CLOUDFLARE_API_KEY'),
    CLOUDFLARE_ACCOUNT_ID: pathPart('CLOUDFLARE_ACCOUNT_ID'),
    CLOUDFLARE_GATEWAY_ID: pathPart('CLOUDFLARE_GATEWAY_ID'),
  })
  .transform(
    (keys): Offer =>
      (model) => {
        const gateway = `${keys.CLOUDFLARE_ACCOUNT_ID}/${keys.CLOUDFLARE_GATEWAY_ID}`;
        return {
          provider: 'cloudflare-ai-gateway',
          model,
          api: apiOf('cloudflare-ai-gateway', model),
          baseUrl: `https://gateway.ai.cloudflare.com/v1/${gateway}/${gatewayPath(model)}`,
          headers: { 'cf-aig-authorization': `Bearer ${keys.CLOUDFLARE_API_KEY}` },
        };
      },
  );

/** Each reads the variables that its provider needs; its issues are sentences for a person. */
export const offers: Record<RealProvider, z.ZodType<Offer>> = {
  'cloudflare-ai-gateway': cloudflare,
  openai,
  anthropic,
  'openai-compatible': compatible,
};

/** The protocol that this provider's model is spoken to with. */
export function apiOf(provider: string, model: string): Upstream['api'] {
  const byGateway = provider === 'cloudflare-ai-gateway' && gatewayPath(model) === 'anthropic';
  return provider === 'anthropic' || byGateway ? 'anthropic-messages' : 'openai-completions';
}

/** The gateway has one path per family; `provider/model` names go through its common one. */
function gatewayPath(model: string): 'compat' | 'anthropic' | 'openai' {
  if (model.includes('/')) return 'compat';
  return model.startsWith('claude-') ? 'anthropic' : 'openai';
}

function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}

function secret(name: string) {
  return z
    .string({ error: `${name} is missing: set it to the provider's API key.` })
    .regex(/^[\x21-\x7e]+$/, { error: `${name} is empty or holds spaces or line breaks.` });
}

function pathPart(name: string) {
  return z
    .string({ error: `${name} is missing: copy it from the gateway's page.` })
    .regex(/^[A-Za-z0-9_-]+$/, { error: `${name} may hold letters, digits, _ and - only.` });
}

function baseUrl(name: string) {
  const shape = `${name} must be an http(s) address without user, query or fragment, like http://127.0.0.1:11434/v1.`;
  return z
    .string({ error: `${name} is missing: set it to the address that /chat/completions follows.` })
    .refine(isPlainAddress, { error: shape });
}

function isPlainAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false;
  return `${url.username}${url.password}${url.search}${url.hash}` === '';
}
