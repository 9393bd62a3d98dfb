import { sha256Hex } from '../../action/domain/digest.ts';
import { chainStart, headAfter } from '../../action/domain/provenance-event.ts';
import type { PublicationEvent } from '../../action/domain/publication-event.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { newEvents, newIntake, newRun, newRuntimeEvent } from '../approval-app/run-records.ts';
import { awkwardFindings, awkwardPatch, awkwardPrompt, awkwardTitle } from './awkward-run.ts';
import { busyReport } from './busy-report.ts';
import type { PagesHouse } from './pages-house.ts';
import { fourFiles, fourFilesCandidate } from './sample-patch.ts';
import { picture } from './sample-picture.ts';
import { type SeededRun, seedRun } from './seed-run.ts';

type States =
  | 'running'
  | 'failed'
  | 'rejected'
  | 'published'
  | 'half-approved'
  | 'second-attempt'
  | 'busy'
  | 'awkward'
  | 'no-tests';

export type RunStates = Readonly<Record<States, string>>;

/** One run in each state that a page has to show well; their ids. */
export async function seedStates(house: PagesHouse): Promise<RunStates> {
  const rejected = await seedRun(house, { title: 'Page numbers start at one' });
  await answer(house, 'reviewer', rejected, 'rejected', 'Count from zero, as the rest does.');
  await house.storage(publishClaims).consumeDecision(rejected.runId, rejected.subjectSha256);
  return {
    running: await running(house),
    failed: await failed(house),
    rejected: rejected.runId,
    published: await published(house),
    'half-approved': await halfApproved(house),
    'second-attempt': await secondAttempt(house),
    busy: (await seedRun(house, { title: 'Speed up the page', ...busy })).runId,
    awkward: await awkward(house),
    'no-tests': (await seedRun(house, { title: 'Say it better', report: withoutTests() })).runId,
  };
}

async function running(house: PagesHouse): Promise<string> {
  const storage = house.storage(proposeClaims);
  const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  for (const state of ['provisioning', 'running'] as const) await storage.transition(run.id, state);
  const start = chainStart(run.id);
  await storage.appendProvenanceEvents(run.id, start, newEvents(run.id, start, 2));
  await storage.appendRuntimeEvents(
    run.id,
    [1, 2, 3].map((line) => newRuntimeEvent(run.id, line)),
  );
  return run.id;
}

async function failed(house: PagesHouse): Promise<string> {
  const storage = house.storage(proposeClaims);
  const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  await storage.transition(run.id, 'provisioning');
  const reason = 'Daytona did not answer within 120 s: api.daytona.test refused the connection';
  await storage.transition(run.id, 'failed', { reason });
  return run.id;
}

/** What one person says of a run; the others see it on their page. */
async function answer(
  house: PagesHouse,
  role: string,
  { runId, subjectSha256 }: SeededRun,
  said: 'approved' | 'rejected',
  comment: string,
): Promise<void> {
  const { events, candidate } = await house.storage(publishClaims).readWorkflowTimeline(runId);
  const last = events.at(-1);
  const head = last ? headAfter(last) : chainStart(runId);
  const token = await house.people.mintAccessToken(`user_${role}`, { org_id: 'org_acme' });
  await ledgerClient(house, token).mutation('decisions:decide', {
    runId,
    subjectSha256,
    answer: said,
    comment,
    displayedPatchSha256: candidate?.patchSha256,
    viewed: candidate?.changes.map(({ path }) => ({ path, state: 'opened' })),
    seen: { state: 'awaiting-decision', head: head.hash, events: head.length },
  });
}

async function published(house: PagesHouse): Promise<string> {
  const run = await seedRun(house, { title: 'Round pages up' });
  const { runId, subjectSha256 } = run;
  await answer(house, 'maintainer', run, 'approved', 'Read, and tried out.');
  const storage = house.storage(publishClaims);
  await storage.consumeDecision(runId, subjectSha256);
  const event = (kind: PublicationEvent['kind'], rest: Partial<PublicationEvent>) =>
    storage.createPublicationEvent({
      id: `publication-${kind}-${runId}`,
      workflowRunId: runId,
      provider: 'github',
      kind,
      status: 'published',
      createdAt: Date.now(),
      idempotencyKey: `${runId}/${kind}`,
      ...rest,
    });
  const place = 'https://github.test/acme/api';
  await event('commit', { externalId: sha256Hex('commit').slice(0, 40) });
  await event('branch', { externalId: `patchplane/${runId}-1` });
  await event('draft-pull-request', { summary: '#512 Round pages up', url: `${place}/pull/512` });
  await event('check-run', { summary: 'Approved and published', url: `${place}/runs/7` });
  await storage.completePublication(runId, 'published');
  return runId;
}

async function halfApproved(house: PagesHouse): Promise<string> {
  const run = await seedRun(house, {
    title: 'Turn the release script around',
    required: 2,
    risk: {
      level: 'HIGH',
      score: 61,
      reasons: [{ fact: 'executable', points: 61, message: 'a script of the release changes' }],
    },
  });
  await answer(house, 'maintainer', run, 'approved', 'The first half of it is me.');
  return run.runId;
}

/** The same request again, after a rejection: one file otherwise, one file less. */
async function secondAttempt(house: PagesHouse): Promise<string> {
  const first = await seedRun(house, { title: 'Count pages', required: 2 });
  await answer(house, 'maintainer', first, 'approved', 'Good.');
  const [withoutTest = ''] = fourFiles.split(/^(?=diff --git a\/test)/m);
  const text = withoutTest.replace('const firstPage = 1;', 'const firstPage = 0;');
  const changes = fourFilesCandidate(first.runId).changes.filter(
    ({ path }) => path !== 'test/page.test.ts',
  );
  const second = await seedRun(house, {
    title: 'Count pages',
    patch: { text, changes },
    parent: first.runId,
  });
  return second.runId;
}

const busy = {
  report: busyReport,
  extra: ['light', 'dark'].flatMap((scheme) =>
    (['baseline', 'candidate'] as const).map(
      (side) =>
        [
          'screenshot',
          `verify/${side}/start-${scheme}`,
          picture(side === 'baseline' ? 'before' : 'after', scheme === 'dark'),
          'image/png',
        ] as const,
    ),
  ),
};

async function awkward(house: PagesHouse): Promise<string> {
  const { runId } = await seedRun(house, {
    title: awkwardTitle,
    prompt: awkwardPrompt,
    patch: awkwardPatch(500),
    findings: awkwardFindings(40),
    outcome: 'changes-requested',
  });
  return runId;
}

function withoutTests() {
  const none = { status: 'passed' as const, cases: [] };
  return {
    tests: {
      baseline: none,
      candidate: none,
      summary: { newFailures: [], fixed: [], stillFailing: [], disappeared: [], newlySkipped: [] },
      flaky: [],
      oldTestsOnNewCode: null,
      claims: [],
    },
  };
}
