import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import type { EventsTo } from '../../approval-app/server/signals/events.ts';
import {
  type ApprovalApp,
  startApprovalApp,
} from '../../approval-app/server/start-approval-app.ts';
import { audience, clientId, type LedgerHouse, startLedgerHouse } from './ledger-house.ts';
import { type ScriptedGitHub, startScriptedGitHub } from './scripted-github.ts';

export const signingKey = newSigningKey();
export const webhookSecret = 'a secret for webhooks';
export const identityWebhookSecret = 'a secret of the identity provider';
export const cronSecret = 'a secret for crons';

export interface AppHouse extends LedgerHouse {
  readonly app: ApprovalApp;
  /** Evidence by digest. */
  readonly evidence: Map<string, Uint8Array>;
  readonly api: ScriptedGitHub;
  /** Lines of the server's log. */
  readonly log: string[];
}

/** The approval app with the ledger, the identity provider and a GitHub that counts; `analytics`: where its events go. */
export async function startAppHouse(analytics?: EventsTo): Promise<AppHouse> {
  const house = await startLedgerHouse();
  const evidence = new Map<string, Uint8Array>();
  const api = await startScriptedGitHub();
  const log: string[] = [];
  const app = await startApprovalApp({
    convexUrl: house.host.url,
    identity: { apiUrl: house.people.apiUrl, clientId, clientSecret: 'sk_test_secret' },
    store: {
      read: async (_runId, sha256) => {
        const bytes = evidence.get(sha256);
        if (!bytes) throw new Error('not there');
        return bytes;
      },
      signedUrl: async (runId, sha256) => `https://r2.test/${runId}/${sha256}`,
      reachable: async () => undefined,
      list: async () => ({ objects: [], next: null }),
      remove: async (key) => void evidence.delete(key.split('/').at(-1) ?? ''),
    },
    webhookSecret,
    identityWebhookSecret,
    cronSecret,
    analytics,
    log: (line) => log.push(line),
    github: { apiUrl: api.url, appId: '17', privateKey: api.privateKey },
    server: { privateKey: house.serverKey, audience },
    signingKey,
    port: 0,
    notice: 'Local demo: nothing here leaves this machine.',
  });
  house.people.allowRedirect(app.callbackUrl);
  return {
    ...house,
    app,
    evidence,
    api,
    log,
    close: async () => {
      await app.close();
      await api.close();
      await house.close();
    },
  };
}
