import { expect, it } from 'vitest';
import { readAgentModel } from '../../../action/plugins/model-route/agent-model.ts';

const cloudflare = {
  CLOUDFLARE_API_KEY: 'cf-key',
  CLOUDFLARE_ACCOUNT_ID: '0123abcd',
  CLOUDFLARE_GATEWAY_ID: 'my-gateway',
};

it('with neither provider nor model it is the cassette, whatever keys lie around', () => {
  expect(read(undefined, undefined, { OPENAI_API_KEY: 'key' })).toEqual({ kind: 'cassette' });
  expect(read('', ' ', cloudflare)).toEqual({ kind: 'cassette' });
  expect(read('cassette', undefined, {})).toEqual({ kind: 'cassette' });
});

it.each([
  {
    provider: 'openai',
    model: 'gpt-5',
    keys: { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: 'http://evil.example' },
    upstream: {
      api: 'openai-completions',
      baseUrl: 'https://api.openai.com/v1',
      headers: { authorization: 'Bearer key' },
    },
  },
  {
    provider: 'anthropic',
    model: 'claude-sonnet-5',
    keys: { ANTHROPIC_API_KEY: 'key' },
    upstream: {
      api: 'anthropic-messages',
      baseUrl: 'https://api.anthropic.com',
      headers: { 'x-api-key': 'key' },
    },
  },
  {
    provider: 'openai-compatible',
    model: 'llama3.1:8b',
    keys: { PATCHPLANE_AGENT_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_API_KEY: 'not for you' },
    upstream: { api: 'openai-completions', baseUrl: 'http://127.0.0.1:11434/v1', headers: {} },
  },
  {
    provider: 'openai-compatible',
    model: 'local',
    keys: {
      PATCHPLANE_AGENT_BASE_URL: 'https://models.example/v1',
      PATCHPLANE_AGENT_API_KEY: 'key',
    },
    upstream: { headers: { authorization: 'Bearer key' } },
  },
])('[RUN-18] [RUN-19] [RUN-21] $provider with $model', ({ provider, model, keys, upstream }) => {
  expect(read(provider, model, keys)).toMatchObject({
    kind: 'upstream',
    upstream: { provider, model, ...upstream },
  });
});

it.each([
  { model: 'claude-sonnet-5', path: 'anthropic', api: 'anthropic-messages' },
  { model: 'gpt-5', path: 'openai', api: 'openai-completions' },
  { model: 'workers-ai/@cf/meta/llama-3', path: 'compat', api: 'openai-completions' },
])('[RUN-20] the gateway serves $model through its $path path', ({ model, path, api }) => {
  expect(read('cloudflare-ai-gateway', model, cloudflare)).toMatchObject({
    kind: 'upstream',
    upstream: {
      api,
      baseUrl: `https://gateway.ai.cloudflare.com/v1/0123abcd/my-gateway/${path}`,
      headers: { 'cf-aig-authorization': 'Bearer cf-key' },
    },
  });
});

it('[RUN-20] everything that is missing is told at once, by name', () => {
  const answer = read('cloudflare-ai-gateway', undefined, {});

  expect(problemsOf(answer)).toEqual([
    expect.stringContaining('PATCHPLANE_AGENT_MODEL is missing'),
    expect.stringContaining('CLOUDFLARE_API_KEY is missing'),
    expect.stringContaining('CLOUDFLARE_ACCOUNT_ID is missing'),
    expect.stringContaining('CLOUDFLARE_GATEWAY_ID is missing'),
  ]);
});

it.each([
  { name: 'a model without a provider', provider: undefined, model: 'gpt-5', keys: {} },
  { name: 'a provider that nobody knows', provider: 'openia', model: 'gpt-5', keys: {} },
  {
    name: 'a key with a line break',
    provider: 'openai',
    model: 'm',
    keys: { OPENAI_API_KEY: 'a\nb' },
  },
  { name: 'an empty key', provider: 'openai', model: 'm', keys: { OPENAI_API_KEY: '' } },
  {
    name: 'a model that is an option',
    provider: 'openai',
    model: '--help',
    keys: { OPENAI_API_KEY: 'k' },
  },
  {
    name: 'a gateway that leads elsewhere',
    provider: 'cloudflare-ai-gateway',
    model: 'm',
    keys: { ...cloudflare, CLOUDFLARE_GATEWAY_ID: '../../evil' },
  },
  {
    name: 'an address with a password',
    provider: 'openai-compatible',
    model: 'm',
    keys: { PATCHPLANE_AGENT_BASE_URL: 'https://user:word@models.example/v1' },
  },
  {
    name: 'an address that is a file',
    provider: 'openai-compatible',
    model: 'm',
    keys: { PATCHPLANE_AGENT_BASE_URL: 'file:///etc/passwd' },
  },
])('$name is one problem, and no value is repeated', ({ provider, model, keys }) => {
  const problems = problemsOf(read(provider, model, keys));

  expect(problems).toHaveLength(1);
  for (const value of ['evil', 'word@', 'passwd', 'a\nb']) expect(problems[0]).not.toContain(value);
});

function read(
  provider: string | undefined,
  model: string | undefined,
  keys: Record<string, string>,
) {
  return readAgentModel({ provider, model, keys });
}

function problemsOf(answer: ReturnType<typeof readAgentModel>): readonly string[] {
  return answer.kind === 'problems' ? answer.problems : [];
}
