import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { exportSpans } from '../../approval-app/server/signals/export-spans.ts';
import { spansOf, startListener } from '../plugins/telemetry/listeners.ts';
import { type AppHouse, startAppHouse, webhookSecret } from './app-house.ts';
import { createTestBrowser, csrfIn } from './browser.ts';
import { proposeClaims } from './ledger-house.ts';
import { type Asked, askForDecision, newArtifact, samplePatch } from './run-records.ts';

/** Stands in whatever people, agents and repositories write. */
const sentinel = 'SENTINEL-91bd of a comment with https://x.test/?token=abc';

/* What the running server says while people decide, to a collector, to PostHog and to its log. */

let listener: Awaited<ReturnType<typeof startListener>>;
let house: AppHouse;
let flush: () => Promise<void>;
beforeAll(async () => {
  listener = await startListener();
  flush = exportSpans(listener.url);
  house = await startAppHouse({ key: 'phc_test', host: listener.url });
});
afterAll(async () => {
  await house.close();
  await listener.close();
});

const asked = async (): Promise<Asked> => {
  const patch = `${samplePatch}# ${sentinel}\n`;
  const run = await askForDecision(house.storage(proposeClaims), { patch });
  house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(patch));
  return run;
};

async function answer(run: Asked, action: 'approve' | 'reject', times: number): Promise<void> {
  const browser = createTestBrowser(house.app.url);
  const form = {
    csrf: csrfIn(await browser.open(`/runs/${run.runId}`)),
    subjectSha256: run.subjectSha256,
    displayedPatchSha256: run.subject.patchSha256,
    seen: JSON.stringify({
      state: 'awaiting-decision',
      head: run.head.hash,
      events: run.head.length,
    }),
    ...{ action, comment: sentinel },
  };
  for (let time = 0; time < times; time += 1)
    expect((await browser.post(`/runs/${run.runId}/decision`, form)).status).toBe(303);
}

async function deliver(): Promise<void> {
  const body = JSON.stringify({ zen: sentinel });
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
  await fetch(new URL('/api/github/webhooks', house.app.url), {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': 'd-telemetry',
      'x-github-event': 'ping',
      'x-hub-signature-256': `sha256=${signature}`,
    },
  });
}

async function openEvidence({ runId }: Asked): Promise<void> {
  const sha256 = sha256Hex('a log');
  await house
    .storage(proposeClaims)
    .recordEvidenceArtifacts(runId, [newArtifact(runId, sha256, 'stdout')]);
  const browser = createTestBrowser(house.app.url);
  await browser.open(`/runs/${runId}`);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const opened = await fetch(
    new URL(
      `/api/runs/${runId}/artifacts/${sha256}?q=${encodeURIComponent(sentinel)}`,
      house.app.url,
    ),
    { headers: { cookie }, redirect: 'manual' },
  );
  expect(opened.status).toBe(303);
}

it('[TEL-04] [TEL-11] [TEL-17] [ANA-04] [ANA-05] [ANA-06] each answer and opening once, and nothing that anybody wrote', async () => {
  const [approved, rejected] = [await asked(), await asked()];
  await openEvidence(approved);
  await answer(approved, 'approve', 2);
  await answer(rejected, 'reject', 2);
  await deliver();
  await flush();

  const spans = spansOf(listener.heard.filter(({ path }) => path === '/v1/traces'));
  const names = spans.map(({ name }) => name);
  expect(names).toContain('patchplane.github.verify_webhook');
  expect(names.filter((name) => name === 'patchplane.decision.record')).toHaveLength(4);
  const events = listener.heard
    .filter(({ path }) => path !== '/v1/traces')
    .flatMap(({ body }) => [...body.matchAll(/"event":"([a-z_]+)"/g)].map(([, event]) => event));
  expect(events.sort()).toEqual(['artifact_opened', 'patch_approved', 'patch_rejected']);
  const said = [...listener.heard.map(({ body }) => body), ...house.log].join('\n');
  expect(house.log.length).toBeGreaterThan(0);
  expect(said).not.toMatch(/SENTINEL|x\.test|token=abc|diff --git|paginat/i);
});
