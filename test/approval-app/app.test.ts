import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { decideUnattended } from '../../action/embedded/decide.ts';
import { type AppHouse, startAppHouse } from './app-house.ts';
import { createTestBrowser, csrfIn } from './browser.ts';
import { proposeClaims } from './ledger-house.ts';
import { type Asked, askForDecision, newArtifact, samplePatch } from './run-records.ts';
import { sampleReport } from './sample-report.ts';

describe('approval app', () => {
  let house: AppHouse;
  let propose: ProposeStorage;

  beforeAll(async () => {
    house = await startAppHouse();
    propose = house.storage(proposeClaims);
  });
  beforeEach(() => {
    house.api.asked.length = 0;
    house.api.answers.clear();
  });
  afterAll(async () => await house.close());

  async function asked(options: Parameters<typeof askForDecision>[1] = {}): Promise<Asked> {
    const run = await askForDecision(propose, options);
    house.evidence.set(
      run.subject.patchSha256,
      new TextEncoder().encode(options.patch ?? samplePatch),
    );
    return run;
  }
  async function signedIn({ runId }: Asked) {
    const browser = createTestBrowser(house.app.url);
    const page = await browser.open(`/runs/${runId}`);
    return { browser, page, csrf: csrfIn(page) };
  }
  const decisionPath = ({ runId }: Asked) => `/runs/${runId}/decision`;
  const decisionOf = async ({ runId }: Asked) =>
    (await propose.readWorkflowTimeline(runId)).decision;

  it('[SUC-21] approve is recorded under the person and starts the publish job, once', async () => {
    const run = await asked();
    const { browser, csrf } = await signedIn(run);
    const form = {
      ...formOf(run),
      csrf,
      action: 'approve',
      comment: 'two\r\nlines',
    };

    const first = await browser.post(decisionPath(run), form);
    const second = await browser.post(decisionPath(run), form);

    expect([first.status, second.status]).toEqual([303, 303]);
    expect(await decisionOf(run)).toMatchObject({
      actorId: 'workos:user_reviewer',
      answer: 'approved',
      comment: 'two\nlines',
    });
    expect(house.api.dispatches()).toEqual([
      {
        method: 'POST',
        path: '/repos/acme/api/actions/workflows/publish.yml/dispatches',
        authorization: 'Bearer ghs_of_the_app',
        body: JSON.stringify({
          ref: 'main',
          inputs: { 'run-id': run.runId },
          return_run_details: true,
        }),
      },
    ]);
  });

  it('a publish job that did not start is told, and can be started again', async () => {
    const run = await asked();
    const { browser, csrf } = await signedIn(run);
    const form = { ...formOf(run), csrf, action: 'approve', comment: '' };
    house.api.answers.set(`POST ${dispatchPath}`, 500);

    const failed = await browser.post(decisionPath(run), form);
    expect(failed.status).toBe(502);
    expect(await failed.text()).toContain('could not be started: GitHub answered HTTP 500');

    house.api.answers.clear();
    expect((await browser.post(decisionPath(run), form)).status).toBe(303);
    expect(house.api.dispatches()).toHaveLength(2);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['a form without our token', { csrf: '' }, {}],
    ['a form with another token', { csrf: 'a'.repeat(43) }, {}],
    ['a form from another site', {}, { origin: 'https://evil.test' }],
    ['a form that does not say where it is from', {}, { origin: 'null' }],
  ])('%s decides nothing', async (_, change, headers) => {
    const run = await asked();
    const { browser, csrf } = await signedIn(run);
    const form = { ...formOf(run), csrf, action: 'approve', ...change };

    const answer = await browser.post(decisionPath(run), form, {
      origin: house.app.url,
      ...headers,
    });

    expect(answer.status).toBe(403);
    expect(await decisionOf(run)).toBeUndefined();
    expect(house.api.dispatches()).toEqual([]);
  });

  it('an answer about other bytes is refused and starts nothing', async () => {
    const run = await asked();
    const { browser, csrf } = await signedIn(run);

    const answer = await browser.post(decisionPath(run), {
      ...formOf(run),
      csrf,
      subjectSha256: sha256Hex('other'),
      action: 'approve',
    });

    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('names other bytes');
    expect(house.api.dispatches()).toEqual([]);
  });

  it('who is not signed in is sent to sign in and decides nothing', async () => {
    const run = await asked();
    const stranger = createTestBrowser(house.app.url);

    const answer = await stranger.post(decisionPath(run), { action: 'approve' });

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `/login?return=${encodeURIComponent(`/runs/${run.runId}`)}`,
    );
    expect(await decisionOf(run)).toBeUndefined();
  });

  it('no script, no frame, no foreign form: headers and cookies say so', async () => {
    const run = await asked();
    const { browser, page } = await signedIn(run);
    const answer = await browser.get(`/runs/${run.runId}`);
    const cookies = browser.answers.flatMap((each) => each.headers.getSetCookie());

    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(page).not.toContain('<script');
    expect(cookies.find((cookie) => cookie.startsWith('patchplane_session='))).toMatch(
      /HttpOnly; SameSite=Strict/,
    );
    expect(cookies.find((cookie) => cookie.startsWith('patchplane_login='))).toMatch(
      /HttpOnly; SameSite=Lax/,
    );
  });

  it('shows the whole patch, escaped, with the characters that hide written out', async () => {
    const patch = `${samplePatch}diff --git a/x b/x\n@@ -0,0 +1 @@\n+<img src=x>\u202eevil\u200b\u3164\r\n`;
    const run = await asked({ patch });

    const { page } = await signedIn(run);

    expect(page).toContain('+&lt;img src=x&gt;<mark');
    for (const name of ['U+202E', 'U+200B', 'U+3164', 'U+000D'])
      expect(page).toContain(`>${name}<`);
    expect(page).not.toMatch(/[\u202e\u200b\u3164]/u);
  });

  it.each([
    ['is not there', undefined],
    ['is not the one that was captured', 'something else'],
  ])('a patch that %s can not be approved', async (_, instead) => {
    const run = await asked({ patch: `patch that ${instead}` });
    house.evidence.delete(run.subject.patchSha256);
    if (instead) house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(instead));
    const { browser, page, csrf } = await signedIn(run);

    const form = { ...formOf(run), csrf, action: 'approve' };
    const answer = await browser.post(decisionPath(run), form);

    expect(page).not.toContain('value="approve"');
    expect(page).toContain('Approve is closed');
    expect(answer.status).toBe(409);
    expect(await decisionOf(run)).toBeUndefined();
  });

  it('draws tests from the report that the evidence holds, and says when it is not there', async () => {
    const run = await asked();
    const without = (await signedIn(run)).page;
    const { candidate, verdict } = await propose.readWorkflowTimeline(run.runId);
    if (!candidate || !verdict) throw new Error('no candidate');
    const report = new TextEncoder().encode(JSON.stringify(sampleReport(candidate, verdict)));
    house.evidence.set(sha256Hex(report), report);
    const artifact = newArtifact(run.runId, sha256Hex(report), 'trust-report');
    await propose.recordEvidenceArtifacts(run.runId, [
      { ...artifact, contentType: 'application/json' },
    ]);

    const { page } = await signedIn(run);

    expect(without).toContain('The trust report could not be read');
    expect(page).toContain('2/2 pass · 0 new failures · 2 fixed · before: failed');
  });

  it('asks for a reason where policy asks for changes', async () => {
    const run = await asked({ outcome: 'changes-requested' });
    const { browser, page, csrf } = await signedIn(run);
    const form = { ...formOf(run), csrf, action: 'approve' };

    expect(page).toContain('name="overrideReason"');
    expect((await browser.post(decisionPath(run), form)).status).toBe(409);
    const withReason = { ...form, overrideReason: 'hot fix' };
    expect((await browser.post(decisionPath(run), withReason)).status).toBe(303);
  });

  it('signing in returns to pages of ours only', async () => {
    const browser = createTestBrowser(house.app.url);

    const page = await (await browser.get('/login?return=https://evil.test/')).text();

    expect(page).toContain('url=/"');
    expect(page).not.toContain('evil');
  });

  it('a callback that was not begun in this browser signs nobody in', async () => {
    const browser = createTestBrowser(house.app.url);

    const answer = await browser.get('/callback?code=x&state=y');

    expect(answer.status).toBe(403);
    expect(browser.cookies.has('patchplane_session')).toBe(false);
  });

  it('a run of nobody is not found', async () => {
    const { browser } = await signedIn(await asked());

    expect((await browser.get(`/runs/run-${'0'.repeat(16)}`)).status).toBe(404);
    expect((await browser.get('/runs/..%2f..')).status).toBe(404);
  });

  it('deciding unattended goes the same way', async () => {
    const run = await asked();
    const decision = { appUrl: house.app.url, runId: run.runId, comment: 'unattended' };

    const refused = await decideUnattended({
      ...decision,
      answer: 'approved',
      subjectSha256: sha256Hex('other'),
    });
    const recorded = await decideUnattended({
      ...decision,
      answer: 'rejected',
      subjectSha256: run.subjectSha256,
    });

    expect(refused).toMatchObject({
      status: 'refused',
      because: expect.stringContaining('other bytes'),
    });
    expect(recorded).toEqual({ status: 'recorded' });
    expect(house.api.dispatches()).toHaveLength(1);
  });
});

const dispatchPath = '/repos/acme/api/actions/workflows/publish.yml/dispatches';

/** What the page's form sends beside the answer. */
function formOf({ subjectSha256, subject, head }: Asked): Record<string, string> {
  return {
    subjectSha256,
    displayedPatchSha256: subject.patchSha256,
    seen: JSON.stringify({ state: 'awaiting-decision', head: head.hash, events: head.length }),
  };
}
