import type {
  PublishStorage,
  RunTimeline,
  StorageService,
} from '../../core/services/storage-service.ts';
import { type PublicationEvent, whyNotPublished } from '../../domain/publication-event.ts';
import type { RunState } from '../../domain/run-state.ts';
import { withSubject } from './asking.ts';
import { withControl, withControlOutcome } from './controlling.ts';
import { consumed, decided, type Person, requireDecision } from './deciding.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { alreadyWritten } from './limits.ts';
import { moved } from './moving.ts';
import {
  withArtifacts,
  withCandidate,
  withEvents,
  withReview,
  withRuntimeEvents,
  withVerdict,
} from './recording.ts';
import { refusal } from './refusal.ts';
import { openRunFiles, type RunFiles } from './run-files.ts';
import { startedRecord, withLineage } from './starting.ts';

export interface FileLedgerOptions {
  /** `<state>/ledger`: one file per run, `<run>.json`. */
  readonly folder: string;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Whom `createMergeDecision` records; without one it refuses. */
  readonly person?: Person;
}

/**
 * The ledger as files in a folder, for jobs that have no account for another one. The rules are
 * those of the ledger in Convex: each state change is an edge of the table, the chain grows by
 * compare-and-append, a record is written once, a decision is taken once and in time. It knows
 * no callers: who may decide was asked of the forge, by whoever made the `person`.
 */
export function createFileLedger(options: FileLedgerOptions): StorageService {
  const files = openRunFiles(options.folder);
  const now = options.now ?? Date.now;
  return {
    ...starting(files),
    ...recording(files, now),
    ...publishing(files, now),
    createMergeDecision: async ({ workflowRunId, ...answer }) => {
      const { person } = options;
      if (!person) throw refusal('auth', 'nobody is known to have decided');
      return changed(files, workflowRunId, (record) => {
        const outcome = decided(record, person, answer, now());
        return { record: outcome.record, answer: () => requireDecision(outcome).decision };
      });
    },
  };
}

type Starting =
  | 'createWorkflowFromIntake'
  | 'createWorkflowFromPrompt'
  | 'listRecentWorkflowStarts'
  | 'recordLineage'
  | 'transition';

function starting(files: RunFiles): Pick<StorageService, Starting> {
  const create: StorageService['createWorkflowFromIntake'] = async (intake, run) =>
    files.alone(() => {
      const { externalRef } = intake;
      if (`github:${externalRef.repository.externalId}` !== run.repositoryId)
        throw refusal('auth', `the request is not of ${run.repositoryId}`);
      const runs = files.list();
      const earlier = runs.find(
        (record) =>
          record.deliveryId === externalRef.deliveryId &&
          record.run.repositoryId === run.repositoryId,
      );
      if (earlier) return { run: earlier.run, created: false };
      if (files.read(run.id))
        throw refusal('conflict', `run ${run.id} belongs to another delivery`);
      const record = startedRecord(intake, run, runs.length);
      files.write(record);
      return { run: record.run, created: true };
    });
  return {
    createWorkflowFromIntake: create,
    createWorkflowFromPrompt: create,
    listRecentWorkflowStarts: async (limit) =>
      files
        .list()
        .toSorted((left, right) => right.ordinal - left.ordinal)
        .slice(0, limit)
        .map(({ run }) => run),
    recordLineage: async (runId, lineage) =>
      changed(files, runId, (record) => {
        const next = withLineage(record, lineage);
        return { record: next, answer: () => next.run };
      }),
    transition: async (runId, to, change = {}) => {
      if (reachedOtherwise.includes(to))
        throw refusal('invalid-answer', `"${to}" is not a state that a propose job may name`);
      return changed(files, runId, (record) => {
        const next = moved(record, to, change);
        return { record: next, answer: () => next.run };
      });
    },
  };
}

/** The states that deciding and publishing lead to, and nothing else. */
const reachedOtherwise: readonly RunState[] = [
  'received',
  'awaiting-decision',
  'rejected',
  'publishing',
  'published',
];

type Recording =
  | 'appendRuntimeEvents'
  | 'appendProvenanceEvents'
  | 'recordControl'
  | 'readControls'
  | 'acknowledgeControl'
  | 'recordEvidenceArtifacts'
  | 'createCandidatePatchSet'
  | 'createReviewRun'
  | 'recordPolicyVerdict'
  | 'requestDecision'
  | 'readWorkflowTimeline';

function recording(files: RunFiles, now: () => number): Pick<StorageService, Recording> {
  const write = (runId: string, change: (record: LedgerRecord) => LedgerRecord) =>
    changed(files, runId, (record) => ({ record: change(record), answer: () => undefined }));
  return {
    appendRuntimeEvents: async (runId, events) =>
      write(runId, (record) => withRuntimeEvents(record, events)),
    appendProvenanceEvents: async (runId, expected, events) =>
      changed(files, runId, (before) => {
        const { record, head } = withEvents(before, expected, events);
        return { record, answer: () => head };
      }),
    recordControl: async (runId, request) =>
      changed(files, runId, (before) => {
        const { record, control } = withControl(before, request);
        return { record, answer: () => control };
      }),
    readControls: async (runId, after) =>
      required(files, runId).controls.filter(({ sequence }) => sequence > after),
    acknowledgeControl: async (runId, sequence, outcome) =>
      write(runId, (record) => withControlOutcome(record, sequence, outcome)),
    recordEvidenceArtifacts: async (runId, artifacts) =>
      write(runId, (record) => withArtifacts(record, artifacts)),
    createCandidatePatchSet: async (candidate) =>
      write(candidate.workflowRunId, (record) => withCandidate(record, candidate)),
    createReviewRun: async (review, findings) =>
      write(review.workflowRunId, (record) => withReview(record, review, findings)),
    recordPolicyVerdict: async (runId, verdict) =>
      write(runId, (record) => withVerdict(record, verdict)),
    requestDecision: async (runId, subject) =>
      write(runId, (record) => withSubject(record, subject, now())),
    readWorkflowTimeline: async (runId) => timelineOf(required(files, runId)),
  };
}

type Publishing = Exclude<keyof PublishStorage, Recording>;

function publishing(files: RunFiles, now: () => number): Pick<PublishStorage, Publishing> {
  return {
    consumeDecision: async (runId, subjectSha256) =>
      changed(files, runId, (record) => {
        const outcome = consumed(record, subjectSha256, now());
        return { record: outcome.record, answer: () => requireDecision(outcome) };
      }),
    createPublicationEvent: async (event) =>
      changed(files, event.workflowRunId, (record) => ({
        record: withPublication(record, event),
        answer: () => undefined,
      })),
    // A file knows one run.
    isFirstPublished: async () => false,
    completePublication: async (runId, to, reason) =>
      changed(files, runId, (record) => {
        const { state } = record.run;
        const voids = state === 'awaiting-decision' && to !== 'published';
        if (state !== 'publishing' && state !== to && !voids)
          throw refusal('conflict', `the run is "${state}" and is not being published`);
        const next = moved(record, to, { reason });
        return { record: next, answer: () => next.run };
      }),
  };
}

function withPublication(record: LedgerRecord, event: PublicationEvent): LedgerRecord {
  const { publications } = record;
  const { idempotencyKey } = event;
  const because = whyNotPublished(event, record.decision ?? undefined);
  if (because !== undefined) throw refusal('conflict', because);
  const existing = publications.find((there) => there.idempotencyKey === idempotencyKey);
  if (!existing) return { ...record, publications: [...publications, event] };
  if (existing.status === 'published') {
    alreadyWritten(existing, event, `publication ${idempotencyKey}`);
    return record;
  }
  // What was about to be published is completed in place.
  const completed = { ...event, id: existing.id };
  return {
    ...record,
    publications: publications.map((there) => (there === existing ? completed : there)),
  };
}

/** Writes first and answers then: a refusal may have moved the run, and that is kept. */
function changed<Answer>(
  files: RunFiles,
  runId: string,
  change: (record: LedgerRecord) => { record: LedgerRecord; answer: () => Answer },
): Answer {
  return files.alone(() => {
    const before = required(files, runId);
    const { record, answer } = change(before);
    if (record !== before) files.write(record);
    return answer();
  });
}

function required(files: RunFiles, runId: string): LedgerRecord {
  const record = files.read(runId);
  if (!record) throw refusal('not-found', `there is no run ${runId}`);
  return record;
}

function timelineOf(record: LedgerRecord): RunTimeline {
  const { run, events, artifacts, candidate, verdict, subject, decision, publications } = record;
  return {
    run,
    events,
    artifacts,
    publications,
    candidate: candidate ?? undefined,
    verdict: verdict ?? undefined,
    subject: subject ?? undefined,
    decision: decision ?? undefined,
  };
}
