import type { ReviewProvider } from '../../services/review-model.ts';
import { readBaseUrl } from '../trust/base-url.ts';
import type { WordReader } from './words.ts';

export type EndpointAnswer =
  | { readonly kind: 'endpoint'; readonly url: string }
  | { readonly kind: 'problem'; readonly exitCode: 2 | 4; readonly tell: string };

/** The normalised base URL that this provider is asked at; see `ProviderSettings.endpoint`. */
export function endpointOf(provider: ReviewProvider, words: WordReader): EndpointAnswer {
  switch (provider) {
    case 'mock':
      return { kind: 'endpoint', url: '' };
    case 'ollama':
      return address(words, 'OLLAMA_HOST', 'http://127.0.0.1:11434');
    case 'anthropic':
      return address(words, 'ANTHROPIC_BASE_URL', 'https://api.anthropic.com');
    case 'openai':
      return openAi(words);
    case 'cloudflare-ai-gateway':
      return cloudflare(words);
  }
}

function address(words: WordReader, name: string, builtIn: string): EndpointAnswer {
  const read = readBaseUrl(words.text(name) ?? builtIn);
  if (read.kind === 'base-url') return { kind: 'endpoint', url: read.url };
  return { kind: 'problem', exitCode: 2, tell: `CONFIG_ERROR: ${name} ${read.reason}.` };
}

function openAi(words: WordReader): EndpointAnswer {
  const text = words.text('OPENAI_BASE_URL');
  const problem = (code: string, tell: string): EndpointAnswer => ({
    kind: 'problem',
    exitCode: 4,
    tell: `OPENAI_CONFIG_ERROR[${code}]: ${tell}`,
  });
  if (text === undefined)
    return problem('BASE_URL_MISSING', 'OPENAI_BASE_URL is missing: /chat/completions follows it.');
  const read = readBaseUrl(text);
  return read.kind === 'malformed'
    ? problem('BASE_URL_INVALID', `OPENAI_BASE_URL ${read.reason}.`)
    : { kind: 'endpoint', url: read.url };
}

function cloudflare(words: WordReader): EndpointAnswer {
  const parts = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_GATEWAY_ID'].map((name) => {
    const text = words.text(name) ?? '';
    return { name, text, isFine: /^[A-Za-z0-9_-]+$/.test(text) };
  });
  const wrong = parts.find(({ isFine }) => !isFine);
  if (wrong) {
    const tell = `CONFIG_ERROR: ${wrong.name} needs letters, digits, _ and - only; copy it from the gateway's page.`;
    return { kind: 'problem', exitCode: 2, tell };
  }
  const path = parts.map(({ text }) => text).join('/');
  return { kind: 'endpoint', url: `https://gateway.ai.cloudflare.com/v1/${path}` };
}
