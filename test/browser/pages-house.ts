import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { ArtifactsService } from '../../action/core/services/artifacts-service.ts';
import { startR2 } from '../../action/embedded/r2/start-r2.ts';
import { createR2 } from '../../action/plugins/r2/create-r2.ts';
import { buildPages } from '../../approval-app/embedded/build-pages.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { type Pages, startPages } from '../../approval-app/embedded/start-pages.ts';
import {
  audience,
  clientId,
  type LedgerHouse,
  type LedgerHouseOptions,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import { type ScriptedGitHub, startScriptedGitHub } from '../approval-app/scripted-github.ts';

export const webhookSecret = 'webhook-secret-of-tests';
export const identityWebhookSecret = 'identity-webhook-secret-of-tests';
export const cronSecret = 'cron-secret-of-tests';

export interface PagesHouse extends LedgerHouse {
  readonly url: string;
  readonly evidence: ArtifactsService;
  readonly github: ScriptedGitHub;
  /** A second process of the same app, as a host with several runs it; answers with its address. */
  another(): Promise<string>;
  /** Signs a person in by the local provider's own page, and opens an address of the app. */
  signIn(window: BrowserContext, role: string, path?: string): Promise<Page>;
}

/** The built pages as a host runs them, with ledger, identity provider, R2 and a GitHub that counts. */
export async function startPagesHouse(options: LedgerHouseOptions = {}): Promise<PagesHouse> {
  const stateDir = mkdtempSync(join(tmpdir(), 'patchplane-pages-'));
  const built = await buildPages();
  const [house, r2, github] = await Promise.all([
    startLedgerHouse(options),
    startR2({ stateDir }),
    startScriptedGitHub(),
  ]);
  const { hostname, port } = new URL(house.people.apiUrl);
  const env = {
    CONVEX_URL: house.host.url,
    WORKOS_CLIENT_ID: clientId,
    WORKOS_API_KEY: 'sk_test_secret',
    WORKOS_API_URL: house.people.apiUrl,
    WORKOS_API_HOSTNAME: hostname,
    WORKOS_API_PORT: port,
    WORKOS_API_HTTPS: 'false',
    WORKOS_COOKIE_PASSWORD: 'only-for-tests-'.repeat(3),
    CLOUDFLARE_R2_ENDPOINT: r2.endpoint,
    CLOUDFLARE_R2_BUCKET: r2.bucket,
    CLOUDFLARE_R2_ACCESS_KEY_ID: r2.accessKeyId,
    CLOUDFLARE_R2_SECRET_ACCESS_KEY: r2.secretAccessKey,
    GITHUB_API_URL: github.url,
    GITHUB_APP_ID: '17',
    GITHUB_PRIVATE_KEY: github.privateKey,
    PATCHPLANE_SIGNING_KEY: newSigningKey(),
    PATCHPLANE_SERVER_KEY: house.serverKey,
    PATCHPLANE_OIDC_AUDIENCE: audience,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    WORKOS_WEBHOOK_SECRET: identityWebhookSecret,
    CRON_SECRET: cronSecret,
  };
  const start = async () => await startPages({ built, port: 0, env });
  const pages = await start();
  const others: Pages[] = [];
  house.people.allowRedirect(`${pages.url}/callback`);
  return {
    ...house,
    url: pages.url,
    evidence: createR2(r2),
    github,
    another: async () => {
      const other = await start();
      others.push(other);
      return other.url;
    },
    signIn: async (window, role, path = '/') => {
      const page = await window.newPage();
      await page.goto(new URL(path, pages.url).href);
      await page.getByRole('link', { name: `(${role}@acme.test)` }).click();
      await page.waitForURL(new RegExp(`^${pages.url}`));
      return page;
    },
    close: async () => {
      for (const each of [pages, ...others]) await each.close();
      await Promise.all([house.close(), r2.close(), github.close()]);
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
