import type { BrowserContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { openWindow } from './chromium.ts';
import { approve, readEveryFile } from './reader.ts';
import { type SeededRun, seedRun } from './seed-run.ts';
import { openStage } from './stage.ts';

/**
 * Seconds that an access token lives here: a story that needs an old one waits for it. A token with
 * less than half a minute left is renewed at every request, so these sessions are always renewed.
 */
const tokenSeconds = 15;

const otherRepository = {
  ...proposeClaims,
  repository: 'globex/web',
  repository_id: '43',
  repository_owner_id: '8',
  job_workflow_ref: 'globex/web/.github/workflows/patchplane.yml@refs/heads/main',
};

/** Who somebody is in this browser: how that begins, goes on, changes and ends. */
describe('a session in a browser', () => {
  const stage = openStage({
    tokenSeconds,
    // Stricter than WorkOS: what one process renews twice is refused.
    graceSeconds: 0,
    users: [
      {
        id: 'user_helped',
        githubId: '600',
        email: 'helped@acme.test',
        firstName: 'Hal',
        lastName: 'Helped',
        impersonatedBy: 'support@vendor.test',
      },
    ],
    memberships: [
      {
        id: 'om_helped',
        userId: 'user_helped',
        organizationId: 'org_acme',
        role: 'maintainer',
        status: 'active',
      },
      {
        id: 'om_viewer_globex',
        userId: 'user_viewer',
        organizationId: 'org_globex',
        organizationName: 'Globex',
        role: 'maintainer',
        status: 'active',
      },
    ],
  });

  beforeAll(async () => {
    await stage.house.host.administrate('administration:enrol', {
      repositoryId: 'github:43',
      ownerId: '8',
      workspaceId: 'workos:org_globex',
      proposeWorkflowRefs: [otherRepository.job_workflow_ref],
      publishWorkflowRefs: ['globex/web/.github/workflows/publish.yml@refs/heads/main'],
      active: true,
    });
  });

  const sessionCookie = async (window: BrowserContext) =>
    (await window.cookies(stage.house.url)).find(({ name }) => name === 'wos-session');
  const decisionOf = async (runId: string, claims = publishClaims) =>
    (await stage.house.storage(claims).readWorkflowTimeline(runId)).decision;

  it('[SVC-01] begins at the page that one wanted, and no script can read it', async () => {
    const { runId } = await seedRun(stage.house);
    const window = await openWindow(stage.browser);

    const page = await stage.house.signIn(window, 'reviewer', `/runs/${runId}/tests`);

    await page.getByTestId('state').getByText('Needs approval').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/runs/${runId}/tests`);
    expect(await sessionCookie(window)).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    const readable = await page.evaluate<string>(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()',
    );
    expect(readable).not.toMatch(/wos-session|eyJ[A-Za-z0-9_-]{10}/);
    expect(await page.content()).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}\./);
  });

  it('[SVC-01] ends with the log-out: no way back, and a copy of the cookie ends at once', async () => {
    const { runId } = await seedRun(stage.house);
    const window = await openWindow(stage.browser);
    const page = await stage.house.signIn(window, 'reviewer', `/runs/${runId}`);
    await page.getByTestId('state').getByText('Needs approval').waitFor();
    const stolen = await window.cookies();
    const thief = await openWindow(stage.browser);
    await thief.addCookies(stolen);
    expect(await answersTo(thief, `/api/runs/${runId}`)).toBe(200);
    const otherTab = await window.newPage();
    await otherTab.goto(`${stage.house.url}/runs/${runId}`);
    await otherTab.getByTestId('state').getByText('Needs approval').waitFor();

    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await sessionCookie(window)).toBeUndefined();

    await otherTab.getByRole('heading', { name: 'Local sign-in' }).waitFor();
    expect(await answersTo(thief, `/api/runs/${runId}`)).toBe(401);
    const theirs = await thief.newPage();
    for (const path of [`/runs/${runId}`, '/', '/settings', '/new', '/organisations']) {
      await theirs.goto(`${stage.house.url}${path}`);
      await theirs.getByRole('heading', { name: 'Local sign-in' }).waitFor();
    }
    await page.goBack();
    await page.getByRole('heading', { name: 'Local sign-in' }).waitFor();
  });

  const answersTo = async (window: BrowserContext, path: string) =>
    (await window.request.get(`${stage.house.url}${path}`, { maxRedirects: 0 })).status();

  it('[SVC-01] outlives its access token, in the middle of reading, in several tabs', async () => {
    const { runId } = await seedRun(stage.house);
    const window = await openWindow(stage.browser);
    const page = await stage.house.signIn(window, 'reviewer', `/runs/${runId}`);
    const second = await window.newPage();
    await second.goto(stage.house.url);
    await readEveryFile(page);
    const before = await sessionCookie(window);
    await page.waitForTimeout((tokenSeconds + 1) * 1_000);

    await Promise.all([
      second.reload(),
      page.getByRole('link', { name: 'Tests' }).click(),
      answersTo(window, `/api/runs/${runId}`),
    ]);
    await page.getByRole('link', { name: 'Changes' }).click();
    await approve(page);

    await page.getByTestId('state').getByText('Approved').waitFor();
    await second.getByRole('heading', { name: 'Inbox' }).waitFor();
    expect((await sessionCookie(window))?.value).not.toBe(before?.value);
    expect(await decisionOf(runId)).toMatchObject({ actorId: 'workos:user_reviewer' });
  });

  it('[SVC-04] moves to another organisation: its runs only, and the role that one has there', async () => {
    const acme = await seedRun(stage.house, { title: 'A change at Acme' });
    const globex = await seedRun(stage.house, {
      title: 'A change at Globex',
      claims: otherRepository,
    });
    const page = await stage.at('viewer', `/runs/${acme.runId}`);
    await page.getByText('You may look at this run, but not decide about it.').waitFor();

    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('menuitem', { name: 'Switch organisation' }).click();
    await page.getByRole('button', { name: 'Switch to Globex' }).click();

    await page.getByRole('link', { name: 'A change at Globex' }).first().waitFor();
    // Only what the page shows: its title, and who reads it aloud, follow a moment later.
    expect(await page.getByRole('main').getByText('A change at Acme').count()).toBe(0);
    await page.waitForFunction('document.title === "Inbox · PatchPlane"');
    expect(await answersTo(page.context(), `/api/runs/${acme.runId}`)).toBe(404);
    await page.goto(`${stage.house.url}/runs/${globex.runId}`);
    await readEveryFile(page);
    await approve(page);
    await page.getByTestId('state').getByText('Approved').waitFor();
    const claims = { ...otherRepository, event_name: 'workflow_dispatch' };
    expect(await decisionOf(globex.runId, publishOf(claims))).toMatchObject({
      approvers: [{ actorId: 'workos:user_viewer', role: 'maintainer' }],
    });
    expect(await decisionOf(acme.runId)).toBeUndefined();
  });

  it('[SVC-01] of support staff looks at everything and decides nothing', async () => {
    const run = await seedRun(stage.house);
    const page = await stage.at('helped', `/runs/${run.runId}`);
    await readEveryFile(page);

    await page.getByText('You may look at this run, but not decide about it.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Reject' }).count()).toBe(0);
    const answer = await rejectionBy(page.context(), stage.house.url, run);
    expect(answer).toMatchObject({ because: expect.stringContaining('impersonat') });
    expect(await decisionOf(run.runId)).toBeUndefined();
  });
});

function publishOf(claims: typeof otherRepository) {
  return { ...claims, job_workflow_ref: claims.job_workflow_ref.replace('patchplane', 'publish') };
}

/** What the page would send, without the page's button. */
async function rejectionBy(
  window: BrowserContext,
  origin: string,
  { runId, subjectSha256 }: SeededRun,
): Promise<unknown> {
  const at = `${origin}/api/runs/${runId}`;
  const { projection } = await (await window.request.get(at)).json();
  const answer = await window.request.post(`${at}/decision`, {
    headers: { origin },
    data: { subjectSha256, action: 'reject', comment: 'By the back door.', seen: projection },
  });
  return await answer.json();
}
