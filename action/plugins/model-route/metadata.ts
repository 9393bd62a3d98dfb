import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';
import { agentProviders } from './agent-model.ts';

const route =
  'Set PATCHPLANE_MODEL_ROUTE_URL with it; without a route the key of the provider stays in the job.';
const cloudflare = "Copy it from the AI Gateway page of Cloudflare's dashboard.";

export const metadata = {
  id: 'model-route',
  name: 'Model route',
  description:
    "Gives each run a grant for one model with a budget and an end; the provider's key never enters a sandbox.",
  provides: ['ModelGatewayService'],
  rung: 0,
  surfaces: ['propose', 'cli'],
  env: [
    {
      name: 'PATCHPLANE_AGENT_PROVIDER',
      description: 'Who serves the model.',
      required: true,
      secret: false,
      format: 'text',
      choices: agentProviders,
      fix: 'Set it, or `agent.provider` in patchplane.config.json.',
    },
    {
      name: 'PATCHPLANE_AGENT_MODEL',
      description: 'Name of the model, as its provider calls it.',
      required: true,
      secret: false,
      format: 'text',
      fix: 'Set it, or `agent.model` in patchplane.config.json.',
    },
    {
      name: 'OPENAI_API_KEY',
      description: 'Key of the provider openai.',
      required: false,
      secret: true,
      format: 'text',
      fix: "Create a key in OpenAI's dashboard and store it as a secret.",
    },
    {
      name: 'ANTHROPIC_API_KEY',
      description: 'Key of the provider anthropic.',
      required: false,
      secret: true,
      format: 'text',
      fix: "Create a key in Anthropic's console and store it as a secret.",
    },
    {
      name: 'CLOUDFLARE_API_KEY',
      description: 'Key of the provider cloudflare-ai-gateway.',
      required: false,
      secret: true,
      format: 'text',
      fix: cloudflare,
    },
    {
      name: 'CLOUDFLARE_ACCOUNT_ID',
      description: 'Account that the AI Gateway is in.',
      required: false,
      secret: false,
      format: 'text',
      fix: cloudflare,
    },
    {
      name: 'CLOUDFLARE_GATEWAY_ID',
      description: 'Name of the AI Gateway.',
      required: false,
      secret: false,
      format: 'text',
      fix: cloudflare,
    },
    {
      name: 'PATCHPLANE_AGENT_BASE_URL',
      description: 'Address of an openai-compatible server; /chat/completions follows it.',
      required: false,
      secret: false,
      format: 'url',
      fix: 'Set it to the address of your server, with its /v1.',
    },
    {
      name: 'PATCHPLANE_AGENT_API_KEY',
      description: 'Key of the openai-compatible server, where it wants one.',
      required: false,
      secret: true,
      format: 'text',
      fix: 'Store it as a secret.',
    },
    {
      name: 'PATCHPLANE_DAYTONA_MODEL_SECRET',
      description:
        "Name of a secret of the Daytona organisation that holds the provider's key: sandboxes use it without being able to read it. Weaker than a model route, which knows a budget; stronger than the key itself.",
      required: false,
      secret: false,
      format: 'text',
      fix: "Make a secret in Daytona's dashboard for the host of the provider, and set this to its name.",
    },
    {
      name: 'PATCHPLANE_ALLOW_RAW_MODEL_KEY',
      description:
        "Lets the provider's own key go into a remote sandbox, where the agent can read it; only for who has no model route that the sandbox can reach.",
      required: false,
      secret: false,
      format: 'boolean',
      defaultValue: 'false',
    },
    {
      name: 'PATCHPLANE_MODEL_ROUTE_URL',
      description:
        'The model route, as the job reaches it: `/api/model` of the approval app, which it is by itself where the job has a ledger and an app and no key of the provider.',
      required: false,
      secret: false,
      format: 'url',
      fix: route,
    },
    {
      name: 'PATCHPLANE_MODEL_ROUTE_KEY',
      description:
        'The right to make grants; with a ledger the OIDC token of the job is that, and no key is needed.',
      required: false,
      secret: true,
      format: 'text',
      fix: route,
    },
    {
      name: 'PATCHPLANE_MODEL_ROUTE_INSIDE_URL',
      description:
        'The same route, as a sandbox reaches it; PATCHPLANE_MODEL_ROUTE_URL and /v1 unless set.',
      required: false,
      secret: false,
      format: 'url',
      fix: route,
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
