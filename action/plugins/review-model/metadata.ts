import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'review-model',
  name: 'Review model',
  description:
    'Asks a model for a review: Ollama, OpenAI and compatible servers, Anthropic, Cloudflare AI Gateway, or nobody (mock).',
  provides: ['ReviewService'],
  rung: 0,
  surfaces: ['propose', 'cli'],
  env: [
    {
      name: 'OLLAMA_HOST',
      description: 'Address of Ollama, for `AI_REVIEW_PROVIDER=ollama`.',
      required: false,
      secret: false,
      format: 'url',
      defaultValue: 'http://127.0.0.1:11434',
    },
    {
      name: 'OPENAI_BASE_URL',
      description:
        'What `/chat/completions` follows, for `AI_REVIEW_PROVIDER=openai`: of OpenAI or any compatible server. Has no default.',
      required: false,
      secret: false,
      format: 'url',
    },
    {
      name: 'OPENAI_ORGANIZATION',
      description: 'Sent to `OPENAI_BASE_URL` as the organisation.',
      required: false,
      secret: false,
      format: 'text',
    },
    {
      name: 'OPENAI_PROJECT',
      description: 'Sent to `OPENAI_BASE_URL` as the project.',
      required: false,
      secret: false,
      format: 'text',
    },
    {
      name: 'ANTHROPIC_BASE_URL',
      description: 'What `/v1/messages` follows, for `AI_REVIEW_PROVIDER=anthropic`.',
      required: false,
      secret: false,
      format: 'url',
      defaultValue: 'https://api.anthropic.com',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
