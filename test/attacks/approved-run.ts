import type { Context } from '../../action/core/context.ts';
import { type Publication, publish } from '../../action/core/publish.ts';
import type { PublishSettings } from '../../action/core/publish-outcome.ts';
import type { PublishServices } from '../../action/core/services/publish-services.ts';
import type { RunTimeline } from '../../action/core/services/storage-service.ts';
import type { MergeDecision } from '../../action/domain/merge-decision.ts';
import { repositoryOf } from '../../action/entry/compose-shared.ts';
import { readPublishInputs } from '../../action/entry/publish-inputs.ts';
import { type House, openHouse } from '../journeys/house.ts';
import type { Run } from '../journeys/run.ts';
import { silent } from '../journeys/silent.ts';

/** What somebody changed between a person's approval and the publish job. */
export interface Tampering {
  readonly timeline?: (timeline: RunTimeline) => RunTimeline;
  readonly decision?: (decision: MergeDecision) => MergeDecision;
  /** Bytes of one piece of evidence, in a store that does not notice. */
  readonly evidence?: (sha256: string, content: Uint8Array) => Uint8Array;
  readonly services?: (services: PublishServices) => Partial<PublishServices>;
  readonly repository?: { externalId: string; owner: string; name: string };
  readonly job?: PublishSettings['job'];
  readonly now?: () => number;
}

export interface Attempted {
  /** How it ended: the run's state with its reason, or what the job died of. */
  readonly end: string;
  /** Everything that was written to the repository. */
  readonly written: readonly string[];
}

export interface ApprovedRun {
  readonly house: House;
  readonly run: Run;
  readonly timeline: RunTimeline;
  /** Publishes in this process, with whatever was changed; nothing reaches the real repository. */
  attempt(tampering: Tampering): Promise<Attempted>;
}

/** A run that a person approved, over the whole embedded cloud. */
export async function approveRun(): Promise<ApprovedRun> {
  const house = await openHouse({ cassette: 'fix-pagination' });
  const run = await house.propose(house.ask());
  const decided = await house.decide(run, { answer: 'approved' });
  if (decided.status !== 'recorded') throw new Error(decided.because);
  const real = house.services(run.id);
  const timeline = await real.storage.readWorkflowTimeline(run.id);
  const repository = repositoryOf(readPublishInputs(house.cloud.jobs.publish(run.id)));
  return {
    house,
    run,
    timeline,
    attempt: async (tampering) => {
      const written: string[] = [];
      const changed = tampering.timeline?.(timeline) ?? timeline;
      const services = credulous(real, changed, tampering, written);
      const context: Context = {
        now: tampering.now ?? Date.now,
        randomHex: (bytes) => 'a'.repeat(bytes * 2),
        signal: new AbortController().signal,
        secrets: [],
      };
      const settings = {
        repository: tampering.repository ?? repository,
        job: tampering.job ?? { ref: 'refs/heads/main', workflowRef: undefined },
        checkOnBase: true,
        runUrl: () => undefined,
      };
      const end = await publish(run.id, services, settings, context).then(endOf, String);
      return { end, written };
    },
  };
}

function endOf({ state, report }: Publication): string {
  return report.run.reason ? `${state}: ${report.run.reason}` : state;
}

/**
 * Services that believe everything: a ledger that hands out the decision whatever it is asked,
 * a store that does not look at its bytes, a repository that only takes notes. What still
 * stops is the publish job alone.
 */
function credulous(
  real: PublishServices,
  timeline: RunTimeline,
  { decision: change, evidence, services }: Tampering,
  written: string[],
): PublishServices {
  const { decision } = timeline;
  if (!decision) throw new Error('nobody decided');
  const taken = { ...(change?.(decision) ?? decision), consumedAt: Date.now() };
  const base: PublishServices = {
    ...real,
    telemetry: silent,
    storage: {
      isFirstPublished: async () => false,
      readWorkflowTimeline: async () => timeline,
      consumeDecision: async () => ({ decision: taken, first: true }),
      appendProvenanceEvents: async (_, expected) => expected,
      createPublicationEvent: async () => undefined,
      completePublication: async (_, to) => ({ ...timeline.run, state: to }),
      recordEvidenceArtifacts: async () => undefined,
    },
    artifacts: {
      ...real.artifacts,
      getArtifact: async (runId, sha256) => {
        const content = await real.artifacts.getArtifact(runId, sha256);
        return evidence?.(sha256, content) ?? content;
      },
    },
    repositories: { ...real.repositories, ...notedWriter(timeline, written) },
  };
  return { ...base, ...services?.(base) };
}

function notedWriter(
  timeline: RunTimeline,
  written: string[],
): Partial<PublishServices['repositories']> {
  const tree = timeline.subject?.resultTree ?? '';
  const sha = 'c'.repeat(40);
  let branch: { commit: string; tree: string } | undefined;
  const told = { externalId: '1', url: 'https://forge.test/1' };
  return {
    createCommit: async () => {
      written.push('commit');
      return { sha, tree };
    },
    createBranch: async () => {
      written.push('branch');
      branch = { commit: sha, tree };
    },
    readBranch: async () => branch,
    findPullRequest: async () => undefined,
    createDraftPullRequest: async () => {
      written.push('pull request');
      return { ...told, number: 1 };
    },
    publishCheck: async () => told,
    createIssueComment: async () => told,
    setRunLabel: async () => undefined,
  };
}
