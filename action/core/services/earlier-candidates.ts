import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import type { PriorRun } from './run-history.ts';

/** The patch of an earlier run, and what it was asked to be approved for. */
export interface EarlierCandidate {
  readonly patch: Uint8Array;
  readonly subject: ApprovalSubject;
}

/**
 * Candidates of runs that ended. Contract: the bytes are those that the earlier run sealed, hashed
 * again; undefined where its evidence can not be reached any more. What it said about them (tests,
 * verdict, approval) is not handed over.
 */
export interface EarlierCandidates {
  read(run: PriorRun): Promise<EarlierCandidate | undefined>;
}
