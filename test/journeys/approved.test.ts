import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { Trigger } from '../../action/embedded/trigger.ts';
import { createEvidenceStore } from '../../approval-app/server/evidence-store.ts';
import { type House, openHouse } from './house.ts';
import { type Run, textOf, unfinished } from './run.ts';

describe('a candidate that a person approves', { timeout: 180_000 }, () => {
  let house: House;
  let issue: Trigger;
  let asked: Run;
  let published: Run;

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
    issue = house.ask();
    asked = await house.propose(issue);
  }, 120_000);
  afterAll(() => house.close());

  it('[PRD-02] [SUC-24] waits: nothing is published before somebody decides', () => {
    expect(asked).toMatchObject({ state: 'awaiting-decision', exitCode: 0 });
    expect(house.branches()).toEqual(['main']);
    expect(house.cloud.github.state().pulls).toEqual([]);
    expect(house.checksOf(asked.id)).toMatchObject([
      {
        headSha: house.cloud.hosted.commit,
        status: 'in_progress',
        conclusion: null,
        output: { title: 'Needs approval: policy has no objection' },
        detailsUrl: `${house.cloud.approval.url}/runs/${asked.id}`,
      },
    ]);
    expect(house.commentsOn(issue)).toEqual([
      expect.stringContaining('[read the patch and decide]('),
    ]);
  });

  it('[SUC-21] is approved by a person, and that starts the publish workflow', async () => {
    expect(await house.decide(asked, { answer: 'approved' })).toEqual({ status: 'recorded' });
    expect(house.dispatched).toEqual([asked.id]);
    expect(house.branches()).toEqual(['main']);

    published = await house.publish(asked.id);

    expect(published).toMatchObject({ state: 'published', exitCode: 0 });
  });

  it('[PRD-03] [TST-12] its journal tells the whole story in order', () => {
    expect(published.transcript).toEqual([
      'request.received succeeded',
      'repository.verified started',
      'repository.verified succeeded',
      'run.admitted started',
      'run.admitted succeeded',
      'base.frozen started',
      'base.frozen succeeded',
      'sandbox.provisioned started',
      'sandbox.provisioned succeeded',
      'runtime.session started',
      'runtime.session succeeded',
      'candidate.captured started',
      'candidate.captured succeeded',
      'verification.run started',
      'verification.run succeeded',
      'review.run started',
      'review.run succeeded',
      'policy.evaluate started',
      'policy.evaluate succeeded',
      'run.confirmed started',
      'run.confirmed succeeded',
      'artifact.put succeeded',
      'evidence.sealed succeeded',
      'decision.requested succeeded',
      'publication.check-run succeeded',
      'publication.issue-comment succeeded',
      'bundle.sealed succeeded',
      'decision.record succeeded',
      'publication.github started',
      'publication.github succeeded',
      'publication.commit succeeded',
      'publication.branch succeeded',
      'publication.draft-pull-request succeeded',
      'publication.check-run succeeded',
      'publication.check-run succeeded',
      'publication.issue-comment succeeded',
      'bundle.sealed succeeded',
    ]);
    expect(published.finding).toMatchObject({ holds: true, state: 'published' });
  });

  it('[PRV-22] [PRV-23] [PRV-26] [PRV-28] [PRV-29] [PRV-30] its journal says who, what, on whose word', () => {
    const summaryOf = (type: string) =>
      published.events.findLast((event) => event.type === type)?.summary;
    const { branch, commit, url } = published.report.publication;

    expect(summaryOf('request.received')).toBe(
      'github:9000002 asked through issues.labeled in github:730000001',
    );
    expect(summaryOf('decision.record')).toBe('approved by workos:user_local');
    expect(summaryOf('publication.commit')).toBe(commit);
    expect(summaryOf('publication.branch')).toBe(branch);
    expect(summaryOf('publication.draft-pull-request')).toBe(url);
    const stored = published.events.find(({ type }) => type === 'artifact.put')?.artifactRefs ?? [];
    expect([...stored].sort()).toEqual(
      published.report.evidence.map(({ sha256 }) => sha256).sort(),
    );
    expect(unfinished(published)).toEqual([]);
  });

  it('[BEAT-03] the branch holds exactly the approved tree, as ordinary git sees it', () => {
    const { branch, commit } = published.report.publication;
    const { resultTree, baseSha, patchSha256 } = published.report.candidate;
    const canonical = ['diff-tree', '-p', '--binary', '--full-index', '--no-renames'];

    expect(house.branches()).toEqual(['main', branch]);
    expect(house.git('rev-parse', `${branch}^{tree}`)).toBe(resultTree);
    expect(house.git('rev-parse', `${branch}^`)).toBe(baseSha);
    expect(house.git('rev-parse', `${branch}`)).toBe(commit);
    expect(sha256Hex(`${house.git(...canonical, `${baseSha}`, `${commit}`)}\n`)).toBe(patchSha256);
    expect(house.git('show', `${branch}:src/page-count.js`)).toContain('Math.ceil(total / size)');
  });

  it('[PRD-08] the commit carries run, patch, head and who approved', () => {
    const { branch } = published.report.publication;
    const decided = published.events.find(({ type }) => type === 'decision.record');

    expect(house.git('log', '-1', '--format=%(trailers:unfold)', `${branch}`).split('\n')).toEqual([
      `PatchPlane-Run: ${asked.id}`,
      `PatchPlane-Patch: sha256:${published.report.candidate.patchSha256}`,
      `PatchPlane-Head: sha256:${decided?.hash}`,
      'Approved-by: workos:user_local',
    ]);
    expect(house.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('[TST-13] [SUC-22] GitHub shows a draft pull request, two finished checks and one comment', () => {
    const { branch, commit, pullRequest } = published.report.publication;
    const { pulls, issues } = house.cloud.github.state();

    expect(pulls).toMatchObject([
      { number: pullRequest, draft: true, headBranch: branch, baseBranch: 'main', headSha: commit },
    ]);
    expect(issues.find(({ number }) => number === pullRequest)?.body).toContain(
      `Approval-Subject: sha256:${published.report.subjectSha256}`,
    );
    expect(
      house
        .checksOf(asked.id)
        .map(({ headSha, conclusion, status }) => [headSha, status, conclusion]),
    ).toEqual([
      [house.cloud.hosted.commit, 'completed', 'success'],
      [commit, 'completed', 'success'],
    ]);
    expect(house.commentsOn(issue)).toEqual([
      expect.stringContaining(`Approved and published as draft pull request #${pullRequest}`),
    ]);
    expect(house.commentsOn(issue)[0]).toContain(
      textOf(published.bundle, 'publication/comment.md'),
    );
  });

  it('[PRV-10] [PRV-32] [SUC-18] [SUC-19] ledger, evidence store and bundle tell the same', async () => {
    const { storage, artifacts } = house.services(asked.id);
    const timeline = await storage.readWorkflowTimeline(asked.id);
    const stored = await Promise.all(
      published.report.evidence.map(({ sha256 }) => artifacts.getArtifact(asked.id, sha256)),
    );

    expect(timeline.events).toEqual(published.events);
    expect(timeline).toMatchObject({
      run: { state: 'published' },
      decision: { answer: 'approved', actorId: 'workos:user_local' },
      candidate: { patchSha256: published.report.candidate.patchSha256 },
    });
    expect(timeline.publications.map(({ kind }) => kind).sort()).toEqual([
      ...[
        'branch',
        'check-run',
        'check-run',
        'check-run',
        'check-run',
        'commit',
        'draft-pull-request',
      ],
      ...['issue-comment', 'issue-comment'],
    ]);
    expect(timeline.artifacts.map(({ sha256 }) => sha256).sort()).toEqual(
      published.report.evidence.map(({ sha256 }) => sha256).sort(),
    );
    expect(stored.map((bytes) => sha256Hex(bytes))).toEqual(
      published.report.evidence.map(({ sha256 }) => sha256),
    );
    expect([...new Set(published.report.evidence.map(({ kind }) => kind))].sort()).toEqual([
      'diff',
      'policy-result',
      'raw-trace',
      'stdout',
      'test-report',
      'trust-report',
    ]);
  });

  it('[SVC-41] every object that it stored is recorded, or named by its chain: none is a stray', async () => {
    const env = house.cloud.jobs.publish(asked.id);
    const r2 = createEvidenceStore({
      endpoint: env['CLOUDFLARE_R2_ENDPOINT'] ?? '',
      bucket: env['CLOUDFLARE_R2_BUCKET'] ?? '',
      accessKeyId: env['CLOUDFLARE_R2_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['CLOUDFLARE_R2_SECRET_ACCESS_KEY'] ?? '',
    });
    const timeline = await house.services(asked.id).storage.readWorkflowTimeline(asked.id);
    const named = new Set([
      ...timeline.artifacts.map(({ sha256 }) => sha256),
      ...timeline.events.flatMap(({ artifactRefs }) => artifactRefs),
    ]);

    const { objects, next } = await r2.list('', 1_000);

    expect(objects.length).toBeGreaterThan(timeline.artifacts.length);
    expect(next).toBeNull();
    for (const { key } of objects) {
      expect(key.split('/').slice(0, 2)).toEqual(['workflows', asked.id]);
      expect(named).toContain(key.split('/')[2]);
    }
  });

  it('[PRD-04] its sandboxes are gone: of the agent, of the checks, of old tests on the new code', () => {
    expect(house.cloud.daytona.sandboxes()).toBe(0);
    expect(
      published.report.sandboxes.map(({ purpose, destroyed }) => [purpose, destroyed]),
    ).toEqual([
      ['agent', true],
      ['verify', true],
      ['verify', true],
    ]);
  });

  it('published again, nothing changes', async () => {
    const before = { refs: house.git('show-ref'), pulls: house.cloud.github.state().pulls };

    const again = await house.publish(asked.id);

    expect(again).toMatchObject({ state: 'published', finding: { holds: true } });
    expect(again.report).toEqual(published.report);
    expect({ refs: house.git('show-ref'), pulls: house.cloud.github.state().pulls }).toEqual(
      before,
    );
    expect(again.events).toEqual(published.events);
    expect(house.commentsOn(issue)).toHaveLength(1);
    expect(house.checksOf(asked.id)).toHaveLength(2);
  });
});
