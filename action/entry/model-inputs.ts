import type { RealProvider, Upstream } from '../domain/model-upstream.ts';
import { agentProviders, readAgentModel } from '../plugins/model-route/agent-model.ts';
import type { ConfigFile } from './config-schema.ts';
import { type Environment, given } from './environment-reader.ts';
import type { ProposeInputs } from './job-inputs.ts';
import type { ProposeReader } from './propose-variables.ts';

/** What each provider can not do without. */
const needed = {
  openai: ['OPENAI_API_KEY'],
  anthropic: ['ANTHROPIC_API_KEY'],
  'openai-compatible': ['PATCHPLANE_AGENT_BASE_URL'],
  'cloudflare-ai-gateway': ['CLOUDFLARE_API_KEY', 'CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_GATEWAY_ID'],
} as const satisfies Record<RealProvider, readonly string[]>;

const keyNames = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  'openai-compatible': 'PATCHPLANE_AGENT_API_KEY',
  'cloudflare-ai-gateway': 'CLOUDFLARE_API_KEY',
} as const satisfies Record<RealProvider, string>;

type Model = Pick<ProposeInputs, 'agent' | 'model'>;

/** What the rest of the job says about who may ask a route, and where there is one. */
export type Surroundings = Pick<ProposeInputs, 'ledger' | 'decision' | 'sandbox'>;

/** Which model the agent uses, and who holds its key: a route, or this job. */
export function readModel(
  reader: ProposeReader,
  environment: Environment,
  config: ConfigFile | undefined,
  surroundings: Surroundings,
): Model {
  const agent = readAgent(reader, config);
  const signs = [
    'PATCHPLANE_MODEL_ROUTE_URL',
    'PATCHPLANE_MODEL_ROUTE_KEY',
    'PATCHPLANE_MODEL_ROUTE_INSIDE_URL',
  ] as const;
  if (signs.some(reader.has)) return { agent, model: readRoute(reader, surroundings) };
  const kept = readOrganizationSecret(reader, environment, agent, surroundings);
  if (kept) return { agent, model: kept };
  const own = ownRoute(reader, agent, surroundings);
  return { agent, model: own ?? readKey(reader, environment, agent) };
}

function readRoute(reader: ProposeReader, { ledger }: Surroundings): Model['model'] {
  const because = 'other variables of the model route are set';
  const url = reader.required('PATCHPLANE_MODEL_ROUTE_URL', because);
  const insideUrl = reader.optional('PATCHPLANE_MODEL_ROUTE_INSIDE_URL') ?? insideOf(url);
  // A job of an enrolled repository says who it is; every other one needs the key.
  const key =
    ledger.kind === 'convex'
      ? reader.optional('PATCHPLANE_MODEL_ROUTE_KEY')
      : reader.required('PATCHPLANE_MODEL_ROUTE_KEY', because);
  return { kind: 'route', url, key, insideUrl };
}

/** With an approval app and no key of the provider here, the app holds the key. */
function ownRoute(
  reader: ProposeReader,
  { provider }: Model['agent'],
  { ledger, decision }: Surroundings,
): Model['model'] | undefined {
  if (ledger.kind !== 'convex' || decision.kind !== 'app' || provider === 'cassette') return;
  const variables = Object.entries(needed).find(([name]) => name === provider)?.[1] ?? [];
  if (variables.length === 0 || variables.some((name) => reader.has(name))) return;
  const url = new URL('/api/model', decision.url).href;
  return { kind: 'route', url, key: undefined, insideUrl: insideOf(url) };
}

/** The key is at Daytona: everything of the provider but the key is needed here. */
function readOrganizationSecret(
  reader: ProposeReader,
  environment: Environment,
  { provider, model }: Model['agent'],
  { sandbox }: Surroundings,
): Model['model'] | undefined {
  const name = reader.optional('PATCHPLANE_DAYTONA_MODEL_SECRET');
  if (name === undefined) return undefined;
  if (sandbox.kind !== 'daytona') {
    reader.wrong(
      'PATCHPLANE_DAYTONA_MODEL_SECRET',
      'is for sandboxes at Daytona: set DAYTONA_API_KEY',
    );
    return none;
  }
  const standIn = Object.fromEntries(Object.values(keyNames).map((key) => [key, 'at-daytona']));
  return upstreamOf(reader, { ...environment, ...standIn }, { provider, model }, (upstream) => ({
    kind: 'organization-secret',
    name,
    upstream,
  }));
}

function insideOf(url: string): string {
  return `${url.replace(/\/+$/, '')}/v1`;
}

function readAgent(reader: ProposeReader, config: ConfigFile | undefined): Model['agent'] {
  const { provider, model } = config?.agent ?? {};
  const read = (name: 'PATCHPLANE_AGENT_PROVIDER' | 'PATCHPLANE_AGENT_MODEL', told?: string) =>
    told === undefined || reader.has(name) ? reader.required(name) : told;
  if (provider !== undefined && !agentProviders.some((known) => known === provider))
    reader.wrong('PATCHPLANE_AGENT_PROVIDER', `must be one of ${agentProviders.join(', ')}`);
  return {
    provider: read('PATCHPLANE_AGENT_PROVIDER', provider),
    model: read('PATCHPLANE_AGENT_MODEL', model),
  };
}

/** Stands in the result while there are problems: nobody gets to see it. */
const none: Model['model'] = {
  kind: 'key',
  apiKey: '',
  baseUrl: undefined,
  upstream: { provider: 'openai', model: '', api: 'openai-completions', baseUrl: '', headers: {} },
};

function readKey(
  reader: ProposeReader,
  environment: Environment,
  { provider, model }: Model['agent'],
): Model['model'] {
  if (provider === '' || model === '') return none;
  if (provider === 'cassette') {
    reader.wrong('PATCHPLANE_AGENT_PROVIDER', 'can be cassette only where a model route plays it');
    return none;
  }
  const variables = Object.entries(needed).find(([name]) => name === provider)?.[1] ?? [];
  const missing = variables.filter(
    (name) => reader.required(name, `the provider ${provider} needs it`) === '',
  );
  if (missing.length > 0) return none;
  return upstreamOf(reader, environment, { provider, model }, (upstream) => ({
    kind: 'key',
    apiKey: given(environment, keyNames[upstream.provider]) ?? '',
    baseUrl: upstream.baseUrl,
    upstream,
  }));
}

function upstreamOf(
  reader: ProposeReader,
  environment: Environment,
  { provider, model }: Model['agent'],
  found: (upstream: Upstream) => Model['model'],
): Model['model'] {
  const names = [...Object.values(needed).flat(), 'PATCHPLANE_AGENT_API_KEY'] as const;
  const keys = Object.fromEntries(names.map((name) => [name, given(environment, name)]));
  const read = readAgentModel({ provider, model, keys });
  if (read.kind === 'upstream') return found(read.upstream);
  // Its sentences name a variable first, like ours.
  const told =
    read.kind === 'problems' ? read.problems : ['PATCHPLANE_AGENT_PROVIDER is not known.'];
  for (const problem of told) {
    const name = [...names, 'PATCHPLANE_AGENT_MODEL' as const].find((name) =>
      problem.startsWith(name),
    );
    const reason = problem.replace(/^[A-Z_]+ /, '').replace(/\.$/, '');
    reader.wrong(name ?? 'PATCHPLANE_AGENT_PROVIDER', reason);
  }
  return none;
}
