import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { RunView } from '../../approval-app/contract/run-view.ts';
import { answerPicture } from '../../approval-app/server/picture.ts';
import { type AppHouse, startAppHouse } from '../approval-app/app-house.ts';
import { createTestBrowser } from '../approval-app/browser.ts';
import { proposeClaims } from '../approval-app/ledger-house.ts';
import { answerTo, askForDecision, newArtifact, samplePatch } from '../approval-app/run-records.ts';

describe('C13 evidence that wants to act for its reader', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  afterAll(async () => await house.close());

  async function seen() {
    const propose = house.storage(proposeClaims);
    const run = await askForDecision(propose);
    house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(samplePatch));
    const browser = createTestBrowser(house.app.url);
    await browser.open(`/runs/${run.runId}`);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { propose, run, browser, cookie };
  }

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/")</script></svg>'],
    ['a page', '<!doctype html><script>fetch("/")</script>'],
    ['a GIF that is a script', 'GIF89a/*x*/=1;fetch("/")'],
  ])('%s that says it is a screenshot is not drawn', async (_, content) => {
    const { propose, run, browser } = await seen();
    const bytes = new TextEncoder().encode(content);
    const sha256 = sha256Hex(bytes);
    const artifact = newArtifact(run.runId, sha256, 'screenshot');
    await propose.recordEvidenceArtifacts(run.runId, [{ ...artifact, contentType: 'image/png' }]);
    const view = RunView.parse(await (await browser.get(`/api/runs/${run.runId}`)).json());

    const answer = await answerPicture({ view, sha256, read: async () => bytes });

    expect(answer.status).toBe(415);
    expect(await answer.text()).not.toContain('script');
  });

  it.each([
    ['of another site', { origin: 'https://evil.test', 'content-type': 'application/json' }, 403],
    ['that does not say where it is from', { 'content-type': 'application/json' }, 403],
    ['of a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['of a plain text', { 'content-type': 'text/plain' }, 415],
  ])('a request %s decides nothing, though the cookie is there', async (_, headers, status) => {
    const { propose, run, cookie } = await seen();
    const { runId: _runId, answer: _answer, ...said } = answerTo(run);
    const origin = new URL(house.app.url).origin;

    const answer = await fetch(new URL(`/api/runs/${run.runId}/decision`, house.app.url), {
      method: 'POST',
      headers: { cookie, ...(status === 415 ? { origin } : {}), ...headers },
      body: JSON.stringify({ ...said, action: 'approve' }),
    });

    expect(answer.status).toBe(status);
    expect((await propose.readWorkflowTimeline(run.runId)).decision).toBeUndefined();
  });
});
