import type { ControlRequest } from '../../domain/agent-control.ts';
import type { RepositoryRef } from './source-control-service.ts';

/** Where people talk about a run, and since when. */
export interface ControlPlace {
  readonly repository: RepositoryRef;
  readonly issueNumber: number;
  /** Milliseconds: what was written before is not about this run. */
  readonly since: number;
}

/**
 * What people tell an agent at work in comments. Contract: only whole, unedited comments of
 * people who hold `run:interrupt` at the moment when the comment is first seen; never our own,
 * never those of bots or Apps. The same comment is the same request each time it is asked for.
 */
export interface ControlSource {
  listControls(place: ControlPlace): Promise<readonly ControlRequest[]>;
}
