import type { RunId, Sha256 } from '../../domain/ids.ts';
import type { RunState } from '../../domain/run-state.ts';
import type { RepositoryRef } from './source-control-service.ts';

/** A run that began before, as far as starting another one depends on it. */
export interface PriorRun {
  readonly runId: RunId;
  readonly deliveryId: string;
  /** Numeric id of the account that asked. */
  readonly actorExternalId: string;
  readonly issueNumber: number;
  readonly startedAt: number;
  readonly state: RunState;
  /** The workflow run that it lives in. */
  readonly githubRunId: string | undefined;
  /** What was asked to be approved, once it was. */
  readonly subjectSha256: Sha256 | undefined;
}

/**
 * What ran before, from the forge itself: the markers of our own comments. Contract: only
 * markers in comments of our own author count; newest first; a forge that does not answer
 * throws, so that nobody starts because nobody could look.
 */
export interface RunHistory {
  /** Every run of the repository that began at or after this time (milliseconds). */
  listStarts(repository: RepositoryRef, since: number): Promise<readonly PriorRun[]>;
  /** Every run on this issue or pull request. */
  listRuns(repository: RepositoryRef, issueNumber: number): Promise<readonly PriorRun[]>;
  /** Whether the workflow run is still queued, waiting or in progress. */
  isUnderWay(repository: RepositoryRef, githubRunId: string): Promise<boolean>;
}

/** Contract: asking twice is no error; a workflow run that ended already is left alone. */
export interface RunControl {
  cancelWorkflowRun(repository: RepositoryRef, githubRunId: string): Promise<void>;
}
