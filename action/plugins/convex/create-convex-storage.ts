import { z } from 'zod';
import type { ProposeStorage, PublishStorage } from '../../core/services/storage-service.ts';
import { AgentControl } from '../../domain/agent-control.ts';
import { digestOf } from '../../domain/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { Sha256 } from '../../domain/ids.ts';
import { MergeDecision } from '../../domain/merge-decision.ts';
import { WorkflowRun } from '../../domain/workflow-run.ts';
import { refreshApprovers } from './ask-app.ts';
import { batches } from './batches.ts';
import { type ConvexConnection, createConvexCaller } from './convex-caller.ts';
import { Timeline } from './timeline.ts';

const Created = z.strictObject({ run: WorkflowRun, created: z.boolean() });
const Head = z.strictObject({ hash: Sha256, length: z.int().nonnegative() });
const Consumption = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('consumed'), decision: MergeDecision, first: z.boolean() }),
  z.strictObject({ status: z.literal('refused'), because: z.string() }),
]);
const Nothing = z.null();

/** How many changed paths of a candidate the ledger takes; the trust report has all of them. */
const mostChanges = 500;

/**
 * The ledger in Convex, as a GitHub job sees it. Every call carries the job's own OIDC token
 * and is authorised there; writes are idempotent, so a lost answer is asked for again.
 */
export function createConvexStorage(connection: ConvexConnection): ProposeStorage & PublishStorage {
  const { query, mutation } = createConvexCaller(connection);

  const createWorkflow: ProposeStorage['createWorkflowFromIntake'] = async (intake, run) => {
    const { id, repositoryId, targetRef, trigger, modelVersion, createdAt } = run;
    const asked = { id, repositoryId, targetRef, trigger, modelVersion, createdAt };
    return await mutation('workflows:createFromIntake', { intake, run: asked }, Created);
  };

  return {
    ...controlQueue({ query, mutation }),
    ...ending({ query, mutation }, connection),
    createWorkflowFromIntake: createWorkflow,
    createWorkflowFromPrompt: createWorkflow,
    listRecentWorkflowStarts: async (limit) =>
      await query('workflows:listRecent', { limit }, z.array(WorkflowRun)),
    recordLineage: async (runId, lineage) =>
      await mutation('workflows:recordLineage', { runId, ...lineage }, WorkflowRun),
    transition: async (runId, to, change = {}) =>
      await mutation('workflows:transition', { runId, to, ...change }, WorkflowRun),
    appendRuntimeEvents: async (runId, events) => {
      for (const batch of batches(events))
        await mutation('records:appendRuntimeEvents', { runId, events: batch }, Nothing);
    },
    appendProvenanceEvents: async (runId, expected, events) =>
      await mutation('provenance:append', { runId, expected, events }, Head),
    recordEvidenceArtifacts: async (runId, artifacts) => {
      for (const batch of batches(artifacts))
        await mutation('records:recordEvidence', { runId, artifacts: batch }, Nothing);
    },
    createCandidatePatchSet: async (candidate) => {
      const kept = { ...candidate, changes: candidate.changes.slice(0, mostChanges) };
      const changesTotal = candidate.changes.length;
      const changesSha256 = digestOf(candidate.changes);
      const runId = candidate.workflowRunId;
      const args = { runId, candidate: kept, changesTotal, changesSha256 };
      await mutation('records:createCandidate', args, Nothing);
    },
    createReviewRun: async (review, findings) => {
      const runId = review.workflowRunId;
      await mutation('records:createReview', { runId, review, findings }, Nothing);
    },
    recordPolicyVerdict: async (runId, verdict) => {
      await mutation('records:recordVerdict', { runId, verdict }, Nothing);
    },
    requestDecision: async (runId, subject) => {
      await mutation('requests:request', { runId, subject }, Nothing);
    },
    createPublicationEvent: async (event) => {
      await mutation('publications:record', { runId: event.workflowRunId, event }, Nothing);
    },
    readWorkflowTimeline: async (runId) => {
      const timeline = await query('workflows:timeline', { runId }, Timeline);
      return {
        ...timeline,
        candidate: timeline.candidate ?? undefined,
        verdict: timeline.verdict ?? undefined,
        subject: timeline.subject ?? undefined,
        decision: timeline.decision ?? undefined,
        decisionEnvelope: timeline.decisionEnvelope ?? undefined,
        asked: timeline.asked ?? undefined,
      };
    },
  };
}

type Caller = ReturnType<typeof createConvexCaller>;
type Ending = Pick<PublishStorage, 'consumeDecision' | 'isFirstPublished' | 'completePublication'>;

function ending({ query, mutation }: Caller, connection: ConvexConnection): Ending {
  return {
    consumeDecision: async (runId, subjectSha256) => {
      await refreshApprovers(connection, runId);
      const answer = await mutation('publications:consume', { runId, subjectSha256 }, Consumption);
      if (answer.status === 'refused')
        throw new Failure({
          code: 'conflict',
          tell: `the ledger gives no decision: ${answer.because}`,
        });
      return { decision: answer.decision, first: answer.first };
    },
    isFirstPublished: async (runId) => await query('publications:isFirst', { runId }, z.boolean()),
    completePublication: async (runId, to, reason) =>
      await mutation('publications:complete', { runId, to, reason }, WorkflowRun),
  };
}

type ControlQueue = Pick<ProposeStorage, 'recordControl' | 'readControls' | 'acknowledgeControl'>;

function controlQueue({ query, mutation }: Caller): ControlQueue {
  return {
    recordControl: async (runId, request) =>
      await mutation('controls:record', { runId, request }, AgentControl),
    readControls: async (runId, after) =>
      await query('controls:read', { runId, after }, z.array(AgentControl)),
    acknowledgeControl: async (runId, sequence, outcome) => {
      await mutation('controls:acknowledge', { runId, sequence, outcome }, Nothing);
    },
  };
}
