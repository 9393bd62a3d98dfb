import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrustReport } from '../../action/domain/trust-report.ts';
import type { EndedJob } from './action-job.ts';
import { type GitHubOnly, type JobOptions, openGitHubOnly } from './github-only-world.ts';

/** What people do with PatchPlane where GitHub is all there is: one YAML file and a model's key. */
describe('GitHub and nothing else: from a label to a draft pull request', () => {
  let world: GitHubOnly;
  let issue: number;
  let asked: EndedJob;
  const digest = () => `${asked.outputs['subject-sha256']}`.slice(0, 12);
  const say = (by: string, text: string, options: JobOptions = {}) =>
    world.run(world.github.comment(issue, by, text), options);
  const decide = (by: string, text: string) => say(by, text, { job: 'publish' });
  const lastAnswer = () => world.commentsOn(issue).at(-1);
  const pulls = () => world.github.state().pulls;

  beforeAll(async () => {
    world = await openGitHubOnly();
    issue = world.open('An empty last page shows up');
    asked = await world.run(world.github.label(issue, 'mia-maintains'));
  });
  afterAll(() => world.close());

  it('[GHB-11] a label is answered with a reaction first, then a checklist', () => {
    const written = world.github.exchanges().filter(({ method }) => method !== 'GET');

    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(written[0]?.path).toMatch(/\/issues\/1\/reactions$/);
    const comments = written.filter(({ path }) => /\/issues\/(1\/)?comments/.test(path));
    expect(comments[0]?.requestBody).toMatch(/permission check/);
    expect(new Set(comments.slice(1).map(({ method }) => method))).toEqual(new Set(['PATCH']));
  });

  it('[GHB-10] it ends with one comment that asks, a label and a check that waits', () => {
    expect(world.commentsOn(issue)).toHaveLength(1);
    expect(lastAnswer()).toContain(`/patchplane approve ${digest()}`);
    expect(world.labelsOf(issue)).toEqual(['patchplane:needs-approval']);
    const [check] = world.checksOf(asked.outputs['run-id']);
    expect(check).toMatchObject({ name: 'PatchPlane', status: 'in_progress', conclusion: null });
    expect(check?.output.summary).toMatch(/^\+5 -1 in 2 files · 7\/7 tests/);
  });

  it('the next steps get every output, and the page of the run begins with the verdict', () => {
    const { outputs, summary } = asked;

    expect(summary).toMatch(
      /^\+5 -1 in 2 files · 7\/7 tests \(0 new failures, 2 fixed\) · risk LOW/,
    );
    expect(outputs).toMatchObject({
      state: 'awaiting-decision',
      'check-url': expect.stringMatching(/^http/),
      'report-url': expect.stringMatching(/#issuecomment-/),
      'overhead-ms': expect.stringMatching(/^\d+$/),
      'patch-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Number(outputs['github-requests'])).toBeLessThan(40);
    for (const part of [
      'bundle/trust-report.json',
      'bundle/decision.json',
      'ledger.json',
      'evidence',
    ])
      expect(existsSync(join(`${outputs['bundle-path']}`, part)), part).toBe(true);
  });

  it('tells how it stands to whoever may ask', async () => {
    await say('mia-maintains', '/patchplane status');

    expect(lastAnswer()).toMatch(
      /^`run-[0-9a-f]{16}` awaits a decision: asked for .* ago, \[job\]/,
    );
  });

  it('[E4] refuses a stranger and whoever asked, and says what would do', async () => {
    const stranger = await decide('tim-triages', `/patchplane approve ${digest()}`);
    expect(lastAnswer()).toMatch(/"tim-triages" may not decide: that needs write permission/);
    // Of the one who wrote the issue, and of the one who put the label on.
    const author = await decide('sam-reports', `/patchplane approve ${digest()}`);
    expect(lastAnswer()).toMatch(/"sam-reports" had a hand in this run/);
    const alone = await decide('mia-maintains', `/patchplane approve ${digest()}`);
    expect(lastAnswer()).toMatch(/can not approve it as well\..*requester-may-approve/);

    expect([stranger.code, author.code, alone.code]).toEqual([1, 1, 1]);
    expect(pulls()).toEqual([]);
  });

  it('answers an approval that is none, and lets talk about one pass', async () => {
    const without = await decide('will-writes', '/patchplane approve');
    expect(lastAnswer()).toMatch(/write "\/patchplane approve <digest>"/);
    const before = world.commentsOn(issue).length;
    const talk = await decide('will-writes', `> /patchplane approve ${digest()}\n\nShould I?`);
    const other = await decide('will-writes', '/patchplane approve 000000000000');

    expect(without).toMatchObject({ code: 0, stderr: '' });
    expect(talk).toMatchObject({ code: 0, stderr: '' });
    expect(talk.stdout).toMatch(/Nothing to do: the comment holds no command/);
    expect(other.code).toBe(1);
    expect(world.commentsOn(issue).slice(before)).toEqual([
      expect.stringMatching(/no run here asks about 000000000000; copy the digest/),
    ]);
    expect(pulls()).toEqual([]);
  });

  it('[GHB-12] a reviewer approves these bytes, and another job publishes them', async () => {
    const published = await decide('will-writes', `/patchplane approve ${digest()}`);

    expect(published).toMatchObject({ code: 0, stderr: '' });
    const [pull] = pulls();
    expect(published.outputs).toMatchObject({
      state: 'published',
      branch: `refs/heads/${pull?.headBranch}`,
      'pull-request-url': expect.stringMatching(new RegExp(`/pull/${pull?.number}$`)),
    });
    expect(pull).toMatchObject({ draft: true, baseBranch: 'main' });
    const checks = world.checksOf(asked.outputs['run-id']);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
    expect(checks.map(({ headSha }) => headSha)).toEqual([pull?.baseSha, pull?.headSha]);
    expect(world.labelsOf(issue)).toEqual(['patchplane:published']);
    expect(world.commentsOn(issue)[0]).toMatch(/Approved and published as draft pull request #2/);
    expect(published.summary).toMatch(/^\+5 -1 in 2 files/);
  });

  it('[E2] the same approval again is told that it was decided, and does nothing twice', async () => {
    const branches = pulls().length;
    const again = await decide('will-writes', `/patchplane approve ${digest()}`);
    expect(lastAnswer()).toMatch(/decided already: it is approved and published as #2/);
    const late = await decide('mia-maintains', `/patchplane reject ${digest()} too late`);
    expect(lastAnswer()).toMatch(/decided already by "will-writes": approved/);

    expect([again.code, late.code]).toEqual([0, 1]);
    expect(pulls()).toHaveLength(branches);
    expect(world.labelsOf(issue)).toEqual(['patchplane:published']);
  });

  it('a rerun with an instruction is a further attempt that names the run before', async () => {
    const before = world.provider.asked.length;
    const rerun = await say('mia-maintains', '/patchplane rerun make it shorter');

    expect(rerun).toMatchObject({ code: 0, stderr: '' });
    expect(world.provider.asked[before]).toContain('make it shorter');
    const parent = asked.outputs['run-id'];
    expect(lastAnswer()).toContain(`(attempt 2, after \`${parent}\`)`);
    const folder = `${rerun.outputs['bundle-path']}`;
    const report = readFileSync(join(folder, 'bundle', 'trust-report.json'), 'utf8');
    expect(TrustReport.parse(JSON.parse(report)).run).toMatchObject({ attempt: 2, parent });
    const ledger: unknown = JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8'));
    expect(ledger).toMatchObject({
      run: { attemptNumber: 2, parentWorkflowRunId: parent, rootWorkflowRunId: parent },
    });
    asked = rerun;
  });

  it('a rejection with its reason ends the run for good', async () => {
    const rejected = await decide('will-writes', `/patchplane reject ${digest()} too long still`);
    const late = await decide('will-writes', `/patchplane approve ${digest()}`);

    expect(rejected).toMatchObject({ code: 0, stderr: '' });
    const checks = world.checksOf(asked.outputs['run-id']);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(world.commentsOn(issue).find((body) => body.includes('too long still'))).toMatch(
      /Rejected/,
    );
    expect(world.labelsOf(issue)).toEqual(['patchplane:rejected']);
    expect(late.code).toBe(1);
    expect(lastAnswer()).toMatch(/decided already/);
  });

  it('[SEC-15] what policy advises against takes a reason, which stays on record', async () => {
    issue = world.open('Make it simpler');
    asked = await world.run(world.github.label(issue, 'mia-maintains'), { model: 'breaks-tests' });
    expect(lastAnswer()).toContain(`/patchplane approve ${digest()} override: <why>`);

    const plain = await decide('will-writes', `/patchplane approve ${digest()}`);
    expect(lastAnswer()).toMatch(/can not be approved like this/);
    const why = 'the test is wrong, see the issue';
    const overridden = await decide(
      'will-writes',
      `/patchplane approve ${digest()} override: ${why}`,
    );

    // Red tests are a high risk, and that takes two people.
    expect([plain.code, overridden.code]).toEqual([1, 1]);
    expect(lastAnswer()).toMatch(/takes 2 approvals, and 1 is there/);
    const second = await decide('wanda-writes', `/patchplane approve ${digest()} override: ${why}`);

    expect([second.code, second.stderr]).toEqual([0, '']);
    const checks = world.checksOf(asked.outputs['run-id']);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(['neutral', 'neutral']);
    expect(world.commentsOn(issue)[0]).toContain(why);
  });
});
