import { describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../action/entry/config-schema.ts';
import { readProposeInputs } from '../../action/entry/propose-inputs.ts';
import { readPublishInputs } from '../../action/entry/publish-inputs.ts';
import { convex, fromRunner, openai, r2, route } from './environments.ts';
import { refusalOf } from './refusal.ts';

const rung1 = { ...fromRunner, ...openai };

describe('what a job reads from its environment', () => {
  it('[CFG-05] one model key is enough for the propose job', () => {
    const inputs = readProposeInputs(rung1);

    expect(inputs).toMatchObject({
      command: 'auto',
      github: {
        token: 'a-token-of-the-job',
        apiUrl: 'https://api.github.com',
        serverUrl: 'https://github.com',
        repository: { externalId: '4711', owner: 'acme', name: 'shop' },
        runId: '1000',
        runAttempt: 2,
        ref: 'refs/heads/main',
        triggeringActor: 'ada',
        event: { name: 'issues', path: '/runner/event.json' },
      },
      ledger: { kind: 'file' },
      evidence: { kind: 'folder' },
      decision: { kind: 'github' },
      sandbox: { kind: 'runner', cacheDir: '/runner/temp/patchplane' },
      model: { kind: 'key', apiKey: 'key-of-openai', baseUrl: 'https://api.openai.com/v1' },
      agent: { provider: 'openai', model: 'a-model' },
      budgets: {
        wallSeconds: 900,
        modelRequests: 50,
        tokens: 5_000_000,
        costUsd: 5,
        outputBytes: 67_108_864,
        files: 500,
        patchBytes: 4_194_304,
      },
      triggers: {
        label: 'patchplane',
        allowedBots: [],
        rate: { runs: 10, windowSeconds: 3_600 },
      },
      checkOnBase: true,
      stateDir: '.patchplane/state',
      log: 'plain',
    });
    expect([inputs.killSwitch, inputs.markerKey]).toEqual([undefined, undefined]);
  });

  it('the publish job needs no model', () => {
    expect(readPublishInputs(fromRunner)).toMatchObject({
      ledger: { kind: 'file' },
      requesterMayApprove: false,
      dryRun: false,
    });
    const named = { ...fromRunner, PATCHPLANE_RUN_ID: 'run-0123456789abcdef' };
    expect(readPublishInputs(named).runId).toBe('run-0123456789abcdef');
  });

  it('[CFG-07] [CFG-09] [CFG-11] each account lifts the part that it is for', () => {
    const daytona = { DAYTONA_API_KEY: 'key-of-daytona', DAYTONA_TARGET: 'eu' };
    const inputs = readProposeInputs({ ...fromRunner, ...route, ...r2, ...convex, ...daytona });

    expect(inputs).toMatchObject({
      ledger: {
        kind: 'convex',
        url: 'https://ledger.example',
        audience: 'patchplane',
        idToken: { token: 'token-for-the-token' },
      },
      evidence: { kind: 'r2', bucket: 'evidence', accessKeyId: 'id-of-the-key' },
      decision: { kind: 'app', url: 'https://app.example' },
      sandbox: {
        kind: 'daytona',
        apiKey: 'key-of-daytona',
        apiUrl: 'https://app.daytona.io/api',
        target: 'eu',
      },
      model: { kind: 'route', key: 'key-of-the-route', insideUrl: 'http://127.0.0.1:8080/v1' },
      agent: { provider: 'cassette', model: 'scripted-1' },
    });
  });

  const halves: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'Convex alone',
      { CONVEX_URL: 'https://x.example' },
      /AUDIENCE is missing.*APP_URL is missing/s,
    ],
    ['an app alone', { PATCHPLANE_APP_URL: 'https://x.example' }, /CONVEX_URL is missing/],
    [
      'Convex without the permission',
      { ...convex, ACTIONS_ID_TOKEN_REQUEST_URL: '' },
      /REQUEST_URL is missing.*id-token: write/,
    ],
    [
      'a bucket alone',
      { CLOUDFLARE_R2_BUCKET: 'b' },
      /ENDPOINT is missing.*ACCESS_KEY_ID is missing.*SECRET_ACCESS_KEY is missing/s,
    ],
    ['a region of Daytona without its key', { DAYTONA_TARGET: 'eu' }, /DAYTONA_API_KEY is missing/],
    [
      'a route without its key',
      { PATCHPLANE_MODEL_ROUTE_URL: 'https://x.example' },
      /ROUTE_KEY is missing/,
    ],
    [
      'a provider without its key',
      { OPENAI_API_KEY: '' },
      /OPENAI_API_KEY is missing: the provider openai needs it/,
    ],
    ['no model', { PATCHPLANE_AGENT_MODEL: '' }, /AGENT_MODEL is missing.*agent\.model/],
    [
      'a provider nobody knows',
      { PATCHPLANE_AGENT_PROVIDER: 'oracle' },
      /AGENT_PROVIDER must be one of cloudflare-ai-gateway, openai/,
    ],
    [
      'a cassette without a route',
      { PATCHPLANE_AGENT_PROVIDER: 'cassette' },
      /AGENT_PROVIDER can be cassette only/,
    ],
    [
      'a gateway without its account',
      { PATCHPLANE_AGENT_PROVIDER: 'cloudflare-ai-gateway' },
      /API_KEY is missing.*ACCOUNT_ID is missing.*GATEWAY_ID is missing/s,
    ],
    [
      'a server without its address',
      { PATCHPLANE_AGENT_PROVIDER: 'openai-compatible' },
      /BASE_URL is missing/,
    ],
    [
      'a key with spaces',
      { OPENAI_API_KEY: 'two words' },
      /OPENAI_API_KEY is empty or holds spaces/,
    ],
    [
      'an address with a password',
      { GITHUB_API_URL: 'https://a:b@x.example' },
      /GITHUB_API_URL must be an http/,
    ],
    [
      'a value with a line break',
      { PATCHPLANE_LABEL: 'a\nGITHUB_TOKEN=b' },
      /LABEL holds a line break/,
    ],
    ['a rate in words', { PATCHPLANE_RATE_LIMIT: 'often' }, /RATE_LIMIT must be .*10\/1h/],
    [
      'bots by name',
      { PATCHPLANE_ALLOWED_BOTS: 'dependabot[bot]' },
      /ALLOWED_BOTS must be numbers.*api\.github\.com\/users/,
    ],
    ['a short marker key', { PATCHPLANE_MARKER_KEY: 'short' }, /MARKER_KEY is shorter than 16/],
    ['a budget below zero', { PATCHPLANE_BUDGET_USD: '-1' }, /BUDGET_USD must be a number above 0/],
  ];
  it.each(halves)('[CFG-14] %s is refused', (_what, environment, told) => {
    expect(refusalOf(() => readProposeInputs({ ...rung1, ...environment }))).toMatch(told);
  });

  it('[CFG-14] tells every problem at once, each with its fix', () => {
    const tell = refusalOf(() =>
      readProposeInputs({
        CONVEX_URL: 'not an address',
        CLOUDFLARE_R2_BUCKET: 'b',
        PATCHPLANE_DRY_RUN: 'perhaps',
      }),
    );

    expect(tell).toMatch(/^The configuration has 1\d problems:/);
    for (const line of tell.split('\n').slice(1)) expect(line).toMatch(/^- [A-Z0-9_]+ .*\. .*\.$/);
    for (const name of ['GITHUB_TOKEN', 'CONVEX_URL', 'CLOUDFLARE_R2_ENDPOINT'])
      expect(tell).toContain(`- ${name} `);
  });

  it('an App has a number and a key', () => {
    const key = '-----BEGIN KEY-----\nlines\n-----END KEY-----';
    const app = { GITHUB_APP_ID: '77', GITHUB_PRIVATE_KEY: key };

    expect(readPublishInputs({ ...fromRunner, ...app }).app).toEqual({ id: '77', privateKey: key });
    expect(refusalOf(() => readPublishInputs({ ...fromRunner, GITHUB_APP_ID: '77' }))).toMatch(
      /GITHUB_PRIVATE_KEY is missing/,
    );
  });

  it.each(['', '0', 'false', 'off', ' OFF '])('a kill switch of %j is not thrown', (value) => {
    expect(readPublishInputs({ ...fromRunner, PATCHPLANE_KILL_SWITCH: value }).killSwitch).toBe(
      undefined,
    );
  });

  it.each(['1', 'true', 'no', 'stop it', 'Ada said so'])(
    'a kill switch of %j is thrown',
    (value) => {
      expect(readPublishInputs({ ...fromRunner, PATCHPLANE_KILL_SWITCH: value }).killSwitch).toBe(
        'the variable PATCHPLANE_KILL_SWITCH',
      );
    },
  );

  it('the environment goes before the configuration file, and that before the defaults', () => {
    const config: ConfigFile = {
      version: 1,
      agent: { provider: 'anthropic', model: 'from-the-file' },
      budgets: { seconds: 60, usd: 0.5 },
      label: 'from-the-file',
      rateLimit: '2/1d',
      allowedBots: [12, 13],
      checkOnBase: false,
      environment: 'production',
      killSwitch: true,
    };
    const environment = { ...rung1, PATCHPLANE_BUDGET_SECONDS: '30' };

    expect(readProposeInputs(environment, config)).toMatchObject({
      agent: { provider: 'openai', model: 'a-model' },
      budgets: { wallSeconds: 30, costUsd: 0.5, modelRequests: 50 },
      triggers: {
        label: 'from-the-file',
        allowedBots: ['12', '13'],
        rate: { runs: 2, windowSeconds: 86_400 },
      },
      checkOnBase: false,
      killSwitch: '`killSwitch` in patchplane.config.json',
    });
    expect(readPublishInputs(environment, config).environment).toBe('production');
    const keyed = { ...fromRunner, ANTHROPIC_API_KEY: 'key-of-anthropic' };
    expect(readProposeInputs(keyed, config)).toMatchObject({
      agent: { provider: 'anthropic', model: 'from-the-file' },
      model: { upstream: { api: 'anthropic-messages' } },
    });
  });
});
