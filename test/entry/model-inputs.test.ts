import { describe, expect, it } from 'vitest';
import { decodePropose } from '../../action/entry/propose-inputs.ts';
import { convex, fromRunner, openai, route } from './environments.ts';

const agent = { PATCHPLANE_AGENT_PROVIDER: 'openai', PATCHPLANE_AGENT_MODEL: 'a-model' };
const url = { PATCHPLANE_MODEL_ROUTE_URL: 'https://route.example/api/model/' };

describe('[RUN-23] who holds the key of the model', () => {
  it('the approval app, where there is one and the job has no key', () => {
    expect(read({ ...convex, ...agent })).toEqual({
      kind: 'route',
      url: 'https://app.example/api/model',
      key: undefined,
      insideUrl: 'https://app.example/api/model/v1',
    });
  });

  it('this job, where it has the key, with an app too', () => {
    expect(read({ ...convex, ...openai })).toMatchObject({ kind: 'key' });
  });

  it('a route elsewhere, which the job of a ledger asks by its own name', () => {
    expect(read({ ...convex, ...agent, ...url })).toMatchObject({
      kind: 'route',
      key: undefined,
      insideUrl: 'https://route.example/api/model/v1',
    });
  });

  it('Daytona, where its organisation has the key as a secret', () => {
    const daytona = { DAYTONA_API_KEY: 'key-of-daytona' };
    const secret = { PATCHPLANE_DAYTONA_MODEL_SECRET: 'openai-prod' };

    expect(read({ ...agent, ...daytona, ...secret })).toMatchObject({
      kind: 'organization-secret',
      name: 'openai-prod',
      upstream: { baseUrl: 'https://api.openai.com/v1', model: 'a-model' },
    });
    expect(problems({ ...agent, ...secret })).toMatch(/DAYTONA_MODEL_SECRET is for sandboxes/);
  });

  it('a route elsewhere, with a key where there is one', () => {
    expect(read({ ...convex, ...route })).toMatchObject({ key: 'key-of-the-route' });
    expect(problems({ ...agent, ...url })).toMatch(/MODEL_ROUTE_KEY.*is missing/);
  });
});

function read(environment: object) {
  const { inputs, problems } = decodePropose({ ...fromRunner, ...environment }, undefined);
  expect(problems).toEqual([]);
  return inputs.model;
}

function problems(environment: object): string {
  const { problems } = decodePropose({ ...fromRunner, ...environment }, undefined);
  return problems.map(({ variable, reason }) => `${variable} ${reason}`).join('\n');
}
