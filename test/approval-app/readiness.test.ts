import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Readiness, type ReadinessPart } from '../../action/domain/readiness.ts';
import { newServerKey, newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createGitHubApi } from '../../approval-app/server/github/github-api.ts';
import { createReadiness } from '../../approval-app/server/readiness.ts';
import { createServerLedger } from '../../approval-app/server/server-ledger.ts';
import { createServerToken } from '../../approval-app/server/server-token.ts';
import { createSigner } from '../../approval-app/server/signer.ts';
import { audience, clientId, type LedgerHouse, startLedgerHouse } from './ledger-house.ts';
import { type ScriptedGitHub, startScriptedGitHub } from './scripted-github.ts';

const publicUrl = 'https://app.example';
const app = { permissions: { actions: 'write', members: 'read' }, events: ['workflow_run'] };
const hook = { url: `${publicUrl}/api/github/webhooks`, content_type: 'json' };

describe('whether the app is ready', () => {
  let house: LedgerHouse;
  let github: ScriptedGitHub;
  beforeAll(async () => {
    [house, github] = await Promise.all([startLedgerHouse(), startScriptedGitHub()]);
  });
  afterAll(async () => await Promise.all([house.close(), github.close()]));

  const look = async (different: Different = {}) => {
    github.answers.set('GET /app', different.app ?? app);
    github.answers.set('GET /app/hook/config', different.hook ?? hook);
    const token = createServerToken({
      privateKey: different.serverKey ?? house.serverKey,
      audience,
    });
    const ready = createReadiness({
      serverLedger: createServerLedger(house.host.url, token),
      github: createGitHubApi({
        apiUrl: github.url,
        appId: '17',
        privateKey: github.privateKey,
      }),
      signer: createSigner(newSigningKey()),
      options: {
        identity: {
          apiUrl: house.people.apiUrl,
          clientId,
          clientSecret: different.apiKey ?? 'sk_test_secret',
        },
        store: { ...noStore, reachable: different.reachable ?? (async () => undefined) },
        publicUrl,
        webhookSecret: 'a secret for webhooks',
      },
    });
    return Readiness.parse(await ready());
  };

  it('says so where everything that it stands on takes it', async () => {
    expect(await look()).toMatchObject({
      status: 'ready',
      signingKeys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    });
  });

  it.each<[string, Different, readonly ReadinessPart[]]>([
    ['another key toward the ledger', { serverKey: newServerKey() }, ['ledger']],
    ['another key of WorkOS', { apiKey: 'sk_of_another' }, ['identity']],
    [
      'a store that refuses',
      { reachable: async () => Promise.reject(new Error('SENTINEL')) },
      ['evidence'],
    ],
    ['an App that GitHub does not know', { app: 401 }, ['github-app', 'github-permissions']],
    ['an App that may start nothing', { app: { ...app, permissions: {} } }, ['github-permissions']],
    ['an App that hears of nothing', { app: { ...app, events: [] } }, ['github-permissions']],
    [
      'a webhook that goes elsewhere',
      { hook: { ...hook, url: 'https://old.example/x' } },
      ['github-webhook'],
    ],
    ['a webhook that sends forms', { hook: { ...hook, content_type: 'form' } }, ['github-webhook']],
  ])('%s is told by its part, and by nothing else', async (_, different, failing) => {
    const answer = await look(different);

    expect(answer.status).toBe('not-ready');
    const failed = Object.entries(answer.parts).filter(([, state]) => state === 'failed');
    expect(failed.map(([part]) => part)).toEqual(failing);
    expect(JSON.stringify(answer)).not.toContain('SENTINEL');
  });

  it('looks once for all who ask within ten seconds', async () => {
    let [looks, now] = [0, 0];
    const ready = createReadiness({
      serverLedger: {
        due: async () => {
          looks += 1;
          return [];
        },
      },
      github: { ask: async () => ({}), appToken: async () => 'x' },
      signer: createSigner(newSigningKey()),
      options: {
        identity: { apiUrl: house.people.apiUrl, clientId, clientSecret: 'x' },
        store: { ...noStore, reachable: async () => undefined },
      },
      now: () => now,
    });

    await Promise.all(Array.from({ length: 50 }, ready));
    expect(looks).toBe(1);
    now = 10_000;
    await ready();
    expect(looks).toBe(2);
  });
});

interface Different {
  readonly app?: object | number;
  readonly hook?: object | number;
  readonly serverKey?: string;
  readonly apiKey?: string;
  readonly reachable?: () => Promise<void>;
}

const never = async () => Promise.reject(new Error('not asked here'));
const noStore = { read: never, signedUrl: never, list: never, remove: never };
